using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.ObjectStorage.Transfer;

namespace Pipeline.ObjectStorage.AzureBlob;

/// <summary>Objects as block blobs in a container of Azure Blob Storage.</summary>
internal sealed class AzureObjectStore : IObjectStore
{
    private readonly AzureCalls _calls;
    private readonly AzureMultipart _multipart;
    private readonly AzurePresigner _presigner;

    public AzureObjectStore(ObjectStoreLocation location, ObjectStoreOptions options, BlobServiceClient client)
    {
        Location = location;
        _calls = new AzureCalls(client, location, options);
        _multipart = new AzureMultipart(_calls);
        _presigner = new AzurePresigner(_calls);
    }

    public ObjectStoreLocation Location { get; }

    public async Task<StoredObject> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        ObjectKey.Check(key);
        ObjectMetadata.Check(key, options.ContentType, options.Metadata);
        ObjectMetadata.CheckSha256(key, options.ExpectedSha256);
        using var measured = new MeasuredContent(key, content, options.LengthBytes, options.ExpectedSha256);
        return await new AzureWriter(_calls).PutAsync(key, measured, options, cancellationToken);
    }

    public async Task<ObjectContent?> GetAsync(string key, ByteRange? range, CancellationToken cancellationToken)
    {
        ObjectKey.Check(key);
        ByteRanges.Check(range);
        var options = new BlobDownloadOptions();
        if (range is { } asked)
            options.Range = asked.To is { } to && to < long.MaxValue ? new HttpRange(asked.From, to - asked.From + 1) : new HttpRange(asked.From);
        Response<BlobDownloadStreamingResult>? answer;
        try
        {
            answer = await _calls.FindAsync(() => _calls.Blob(key).DownloadStreamingAsync(options, cancellationToken), cancellationToken);
        }
        catch (ObjectStoreException exception) when (range is { } outside && exception.InnerException is RequestFailedException { Status: 416 } refusal)
        {
            return await HeadAsync(key, cancellationToken) is { } stored ? throw new ObjectRangeException(key, outside.From, stored.LengthBytes, refusal) : null;
        }

        if (answer is null)
            return null;
        var details = answer.Value.Details;
        var total = details.ContentRange is { } text && text.Split('/') is [_, var size] ? long.Parse(size, CultureInfo.InvariantCulture) : details.ContentLength;
        try
        {
            var within = ByteRanges.Within(range, key, total);
            var stream = new DownloadStream(answer.Value.Content, answer.Value, details.ContentLength, _calls.Options.RequestTimeout, _calls.Explain);
            return new ObjectContent(AzureDescriptions.Of(key, total, details.ETag, details.LastModified, details.ContentType, details.Metadata), stream, within);
        }
        catch
        {
            answer.Value.Dispose();
            throw;
        }
    }

    public async Task<StoredObject?> HeadAsync(string key, CancellationToken cancellationToken)
    {
        ObjectKey.Check(key);
        var answer = await _calls.FindAsync(() => _calls.Blob(key).GetPropertiesAsync(cancellationToken: cancellationToken), cancellationToken);
        return answer is null ? null : AzureDescriptions.Of(key, answer.Value);
    }

    public async IAsyncEnumerable<StoredObject> ListAsync(string prefix, string? startAfter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        await using var blobs = _calls.Container.GetBlobsAsync(new GetBlobsOptions { Prefix = Location.NameOf(prefix) }, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await _calls.AskAsync(async () => await blobs.MoveNextAsync(), cancellationToken))
        {
            var (name, properties) = (blobs.Current.Name, blobs.Current.Properties);
            if (ObjectKey.IsReserved(name))
                continue;
            // The service can't begin in the middle.
            var key = Location.KeyOf(name);
            if (startAfter is null || ObjectKey.Compare(key, startAfter) > 0)
                yield return new StoredObject { Key = key, LengthBytes = properties.ContentLength ?? 0, ETag = AzureDescriptions.Tag(properties.ETag), LastModified = properties.LastModified ?? default };
        }
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        ObjectKey.Check(key);
        return _calls.AskAsync(() => _calls.Blob(key).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken), cancellationToken);
    }

    public async Task<StoredObject> CopyAsync(string sourceKey, string destinationKey, CopyOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ObjectKey.Check(destinationKey);
        ObjectMetadata.Check(destinationKey, options);
        var source = await HeadAsync(sourceKey, cancellationToken) ?? throw new ObjectNotFoundException(sourceKey);
        var copy = source with { Key = destinationKey, ContentType = options.ContentType ?? source.ContentType, Metadata = options.Metadata ?? source.Metadata, Sha256 = source.Sha256 ?? options.Sha256?.ToLowerInvariant() };
        return await new AzureCopier(_calls).CopyAsync(source, copy, options.OnlyIfAbsent, cancellationToken);
    }

    public Task<string> BeginMultipartAsync(string key, MultipartOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ObjectKey.Check(key);
        ObjectMetadata.Check(key, options.ContentType, options.Metadata);
        return _multipart.BeginAsync(key, options, cancellationToken);
    }

    public async Task<UploadedPart> PutPartAsync(string key, string uploadId, int number, Stream content, long lengthBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ObjectKey.Check(key);
        MultipartParts.CheckNumber(key, number);
        using var measured = new MeasuredContent(key, content, lengthBytes, expectedSha256: null);
        return await _multipart.PutPartAsync(key, uploadId, number, measured, lengthBytes, cancellationToken);
    }

    public Task<IReadOnlyList<UploadedPart>> ListPartsAsync(string key, string uploadId, CancellationToken cancellationToken)
    {
        ObjectKey.Check(key);
        return _multipart.ListPartsAsync(key, uploadId, cancellationToken);
    }

    public Task<StoredObject> CompleteMultipartAsync(string key, string uploadId, IReadOnlyList<UploadedPart> parts, CompleteOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ObjectKey.Check(key);
        return _multipart.CompleteAsync(key, uploadId, MultipartParts.Ordered(key, parts), options.OnlyIfAbsent, cancellationToken);
    }

    public Task AbortMultipartAsync(string key, string uploadId, CancellationToken cancellationToken)
    {
        ObjectKey.Check(key);
        return _multipart.AbortAsync(key, uploadId, cancellationToken);
    }

    public IAsyncEnumerable<PendingUpload> ListMultipartAsync(string prefix, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return _multipart.ListAsync(prefix, cancellationToken);
    }

    public Task<PresignedRequest> PresignPutAsync(string key, PresignPutOptions options, CancellationToken cancellationToken) => _presigner.PutAsync(key, options, cancellationToken);

    public Task<PresignedRequest> PresignGetAsync(string key, PresignGetOptions options, CancellationToken cancellationToken) => _presigner.GetAsync(key, options, cancellationToken);

    public Task PingAsync(CancellationToken cancellationToken) => _calls.AskAsync(async () =>
    {
        await foreach (var page in _calls.Container.GetBlobsAsync(new GetBlobsOptions { Prefix = Location.Prefix }, cancellationToken).AsPages(pageSizeHint: 1))
            return page.Values.Count;
        return 0;
    }, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
