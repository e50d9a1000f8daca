using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Pipeline.ObjectStorage.AzureBlob;

/// <summary>
/// Copies within the account, on the server. Copy Blob can't change the media type, nor take all metadata away: then a hidden copy is changed first
/// and copied on, so that the object becomes visible as it shall be.
/// </summary>
internal sealed class AzureCopier(AzureCalls calls)
{
    public async Task<StoredObject> CopyAsync(StoredObject source, StoredObject copy, bool onlyIfAbsent, CancellationToken cancellationToken)
    {
        var write = ObjectMetadata.NewWrite(onlyIfAbsent);
        var metadata = ObjectMetadata.With(copy.Metadata, copy.Sha256, write);
        if (copy.ContentType == source.ContentType && metadata.Count > 0)
            return await StartAsync(calls.Blob(source.Key), source.ETag, copy, metadata, write, cancellationToken);

        var hidden = calls.Blob($"{ObjectKey.Reserved}/staged/{Guid.NewGuid():N}");
        try
        {
            await CopyBlobAsync(calls.Blob(source.Key), hidden, new BlobCopyFromUriOptions { SourceConditions = Matching(source.ETag) }, source.Key, write: null, cancellationToken);
            await calls.AskAsync(() => hidden.SetMetadataAsync(metadata, cancellationToken: cancellationToken), cancellationToken);
            await calls.AskAsync(() => hidden.SetHttpHeadersAsync(new BlobHttpHeaders { ContentType = copy.ContentType }, cancellationToken: cancellationToken), cancellationToken);
            return await StartAsync(hidden, sourceTag: null, copy, metadata: null, write, cancellationToken);
        }
        finally
        {
            await calls.AskAsync(() => hidden.DeleteIfExistsAsync(cancellationToken: CancellationToken.None), CancellationToken.None);
        }
    }

    /// <summary>
    /// Copies a blob to where <paramref name="copy"/> describes it; null metadata goes along as it is. <paramref name="write"/> is the mark that stands in
    /// the metadata; null for a copy that may replace.
    /// </summary>
    public async Task<StoredObject> StartAsync(BlockBlobClient source, string? sourceTag, StoredObject copy, Dictionary<string, string>? metadata, string? write, CancellationToken cancellationToken)
    {
        var target = calls.Blob(copy.Key);
        var options = new BlobCopyFromUriOptions { Metadata = metadata, SourceConditions = Matching(sourceTag), DestinationConditions = AzureCalls.Absent(write is not null) };
        await CopyBlobAsync(source, target, options, copy.Key, write, cancellationToken);
        var properties = await calls.AskAsync(() => target.GetPropertiesAsync(cancellationToken: cancellationToken), cancellationToken);
        return AzureDescriptions.Of(copy.Key, properties.Value);
    }

    private async Task CopyBlobAsync(BlockBlobClient source, BlockBlobClient target, BlobCopyFromUriOptions options, string key, string? write, CancellationToken cancellationToken)
    {
        var operation = await calls.WriteAsync(
            key,
            write,
            () => target.StartCopyFromUriAsync(source.Uri, options, cancellationToken),
            there => new CopyFromUriOperation(there.CopyId, target),
            cancellationToken);
        await calls.AskAsync(async () => await operation.WaitForCompletionAsync(cancellationToken), cancellationToken);
    }

    private static BlobRequestConditions? Matching(string? tag) => tag is null ? null : new BlobRequestConditions { IfMatch = new ETag(tag) };
}
