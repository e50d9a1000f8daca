using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Pipeline.ObjectStorage.Transfer;

namespace Pipeline.ObjectStorage.AzureBlob;

/// <summary>Every request goes through here, its failure explained once.</summary>
internal sealed class AzureCalls(BlobServiceClient service, ObjectStoreLocation location, ObjectStoreOptions options)
{
    public BlobServiceClient Service { get; } = service;

    public BlobContainerClient Container { get; } = service.GetBlobContainerClient(location.Container);

    public ObjectStoreLocation Location { get; } = location;

    public ObjectStoreOptions Options { get; } = options;

    public PartBuffers Buffers { get; } = new(options.MaxBufferedBytes);

    /// <summary>How messages call the store.</summary>
    public string Store { get; } = options.Endpoint is { } endpoint ? $"{location} at {endpoint.Authority}" : location.ToString();

    public BlockBlobClient Blob(string key) => Container.GetBlockBlobClient(Location.NameOf(key));

    public async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await ask();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && Explainable(exception) is { } explained)
        {
            throw explained;
        }
    }

    /// <summary>As <see cref="AskAsync"/>; null when the service says that the object isn't there.</summary>
    public async Task<T?> FindAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await AskAsync(ask, cancellationToken);
        }
        catch (ObjectStoreException exception) when (exception.InnerException is RequestFailedException answer && AzureFailure.IsMissing(answer))
        {
            return null;
        }
    }

    /// <summary>As <see cref="AskAsync"/>, for a write that may be told not to replace.</summary>
    public async Task<T> WriteAsync<T>(string key, bool onlyIfAbsent, Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(ask, cancellationToken);
        }
        catch (ObjectStoreException exception) when (onlyIfAbsent && exception.InnerException is RequestFailedException answer && (AzureFailure.IsTaken(answer) || answer.ErrorCode == BlobErrorCode.InvalidBlockList))
        {
            // Blocks that are gone went when another writer's became the blob.
            throw new ObjectExistsException(key, answer);
        }
        catch (ObjectStoreException exception) when (exception.InnerException is RequestFailedException answer && answer.ErrorCode == BlobErrorCode.InvalidBlockList)
        {
            throw new ObjectStoreException(ObjectStorageErrors.Unavailable, $"Another writer of '{key}' was faster, and Azure dropped the blocks of this one. Send it again.", answer) { IsTransient = true };
        }
    }

    /// <summary>As its namesake, for a write whose metadata carries a mark: the SDK repeats a request whose answer was lost, and the repeat then meets what the first one wrote.</summary>
    /// <param name="key">What is written.</param>
    /// <param name="write">The mark; null for a write that may replace.</param>
    /// <param name="ask">Writes.</param>
    /// <param name="recognized">Makes of the object that this write has left what its answer would have said.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<T> WriteAsync<T>(string key, string? write, Func<Task<T>> ask, Func<BlobProperties, T> recognized, CancellationToken cancellationToken)
    {
        try
        {
            return await WriteAsync(key, write is not null, ask, cancellationToken);
        }
        catch (ObjectExistsException) when (write is not null)
        {
            var there = await FindAsync(() => Blob(key).GetPropertiesAsync(cancellationToken: cancellationToken), cancellationToken);
            if (there is null || !AzureDescriptions.IsOf(write, there.Value))
                throw;
            return recognized(there.Value);
        }
    }

    public ObjectStoreException Explain(Exception exception) =>
        AzureFailure.Explain(Store, exception) ?? new ObjectStoreException(ObjectStorageErrors.Unavailable, $"{Store} can't be read: {exception.Message}", exception) { IsTransient = true };

    public static BlobRequestConditions? Absent(bool onlyIfAbsent) => onlyIfAbsent ? new BlobRequestConditions { IfNoneMatch = ETag.All } : null;

    private ObjectStoreException? Explainable(Exception exception) => AzureFailure.Explain(Store, exception);
}
