using System.Runtime.ExceptionServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Pipeline.ObjectStorage.Transfer;

namespace Pipeline.ObjectStorage.S3;

/// <summary>Every request goes through here: bounded in time, its failure explained once.</summary>
internal sealed class S3Calls(IAmazonS3 client, ObjectStoreLocation location, S3Dialect dialect, ObjectStoreOptions options)
{
    public IAmazonS3 Client { get; } = client;

    public ObjectStoreLocation Location { get; } = location;

    public S3Dialect Dialect { get; } = dialect;

    public ObjectStoreOptions Options { get; } = options;

    public PartBuffers Buffers { get; } = new(options.MaxBufferedBytes);

    public string Bucket { get; } = location.Container;

    /// <summary>How messages call the store.</summary>
    public string Store { get; } = options.Endpoint is { } endpoint ? $"{location} at {endpoint.Authority}" : location.ToString();

    public string NameOf(string key) => Location.NameOf(key);

    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(Options.RequestTimeout);
        return await ExplainAsync(() => ask(time.Token), content: null, cancellationToken);
    }

    /// <summary>A request whose body is content that is read once. Time runs out when no byte moves any more.</summary>
    public async Task<T> SendAsync<T>(MeasuredContent content, long lengthBytes, Func<Stream, CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(Options.RequestTimeout);
        await using var body = new ForwardBody(content, lengthBytes, () => time.CancelAfter(Options.RequestTimeout));
        return await ExplainAsync(() => send(body, time.Token), content, cancellationToken);
    }

    /// <summary>As <see cref="AskAsync"/>; null when the service says that the object isn't there.</summary>
    public async Task<T?> FindAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await AskAsync(ask, cancellationToken);
        }
        catch (ObjectStoreException exception) when (exception.InnerException is AmazonServiceException answer && S3Failure.IsMissing(answer))
        {
            return null;
        }
    }

    /// <summary>
    /// As <see cref="AskAsync"/>, for a write that must not replace. The SDK repeats a request whose answer was lost, and the repeat then meets what the
    /// first one wrote: that is told by the mark in its metadata.
    /// </summary>
    /// <param name="key">What is written.</param>
    /// <param name="write">The mark that the request carries; null where it can't carry one.</param>
    /// <param name="ask">The request.</param>
    /// <param name="written">Its answer, of what is there.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<T> AskIfAbsentAsync<T>(string key, string? write, Func<CancellationToken, Task<T>> ask, Func<GetObjectMetadataResponse, T> written, CancellationToken cancellationToken)
    {
        const int tries = 5;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AskAsync(ask, cancellationToken);
            }
            catch (ObjectStoreException exception) when (exception.InnerException is AmazonServiceException answer)
            {
                if (S3Failure.IsPrecondition(answer))
                    return write is not null && await FindAsync(token => Client.GetObjectMetadataAsync(Bucket, NameOf(key), token), cancellationToken) is { } there && S3Descriptions.IsOf(write, there)
                        ? written(there)
                        : throw new ObjectExistsException(key, answer);
                // 409: another writer was at it, and who won isn't known yet.
                if (answer.ErrorCode != "ConditionalRequestConflict" || attempt == tries)
                    throw;
            }
        }
    }

    public ObjectStoreException Explain(Exception exception) =>
        S3Failure.Explain(Store, exception) ?? new ObjectStoreException(ObjectStorageErrors.Unavailable, $"{Store} can't be read: {exception.Message}", exception) { IsTransient = true };

    private async Task<T> ExplainAsync<T>(Func<Task<T>> act, MeasuredContent? content, CancellationToken cancellationToken)
    {
        try
        {
            return await act();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested || content?.Failure is not null)
        {
            if (content?.Failure is { } failure)
                ExceptionDispatchInfo.Throw(failure);
            if (S3Failure.Explain(Store, exception) is { } explained)
                throw explained;
            throw;
        }
    }
}
