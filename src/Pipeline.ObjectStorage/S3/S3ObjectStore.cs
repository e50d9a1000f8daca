using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Pipeline.ObjectStorage.Transfer;

namespace Pipeline.ObjectStorage.S3;

/// <summary>Objects in a bucket of Amazon S3 or of a server that speaks its protocol.</summary>
internal sealed class S3ObjectStore(ObjectStoreLocation location, ObjectStoreOptions options, S3Dialect dialect, AmazonS3Client client, HttpClient? http = null) : IObjectStore
{
    private readonly S3Calls _calls = new(client, location, dialect, options);

    public ObjectStoreLocation Location { get; } = location;

    public async Task<StoredObject> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        ObjectKey.Check(key);
        ObjectMetadata.Check(key, options.ContentType, options.Metadata);
        ObjectMetadata.CheckSha256(key, options.ExpectedSha256);
        using var measured = new MeasuredContent(key, content, options.LengthBytes, options.ExpectedSha256);
        return await new S3Writer(_calls).PutAsync(key, measured, options, cancellationToken);
    }

    public async Task<ObjectContent?> GetAsync(string key, ByteRange? range, CancellationToken cancellationToken)
    {
        ObjectKey.Check(key);
        ByteRanges.Check(range);
        var request = new GetObjectRequest { BucketName = _calls.Bucket, Key = _calls.NameOf(key) };
        if (range is { } asked)
            request.ByteRange = new Amazon.S3.Model.ByteRange(string.Create(CultureInfo.InvariantCulture, $"bytes={asked.From}-{asked.To}"));
        GetObjectResponse? answer;
        try
        {
            answer = await _calls.FindAsync(token => client.GetObjectAsync(request, token), cancellationToken);
        }
        catch (ObjectStoreException exception) when (range is { } outside && exception.InnerException is AmazonServiceException { StatusCode: HttpStatusCode.RequestedRangeNotSatisfiable } refusal)
        {
            return await HeadAsync(key, cancellationToken) is { } stored ? throw new ObjectRangeException(key, outside.From, stored.LengthBytes, refusal) : null;
        }

        if (answer is null)
            return null;
        var length = answer.ContentLength;
        // "bytes 10-19/100"; a server that answers without one sent everything.
        var total = answer.ContentRange is { } text && text.Split('/') is [_, var size] ? long.Parse(size, CultureInfo.InvariantCulture) : length;
        try
        {
            var within = ByteRanges.Within(range, key, total);
            var stream = new DownloadStream(answer.ResponseStream, answer, length, options.RequestTimeout, _calls.Explain);
            return new ObjectContent(S3Descriptions.Of(key, answer, total), stream, within);
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    public async Task<StoredObject?> HeadAsync(string key, CancellationToken cancellationToken)
    {
        ObjectKey.Check(key);
        var answer = await _calls.FindAsync(token => client.GetObjectMetadataAsync(_calls.Bucket, _calls.NameOf(key), token), cancellationToken);
        return answer is null ? null : S3Descriptions.Of(key, answer);
    }

    public async IAsyncEnumerable<StoredObject> ListAsync(string prefix, string? startAfter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var request = new ListObjectsV2Request { BucketName = _calls.Bucket, Prefix = _calls.NameOf(prefix), StartAfter = startAfter is null ? null : _calls.NameOf(startAfter) };
        while (true)
        {
            var answer = await _calls.AskAsync(token => client.ListObjectsV2Async(request, token), cancellationToken);
            foreach (var found in answer.S3Objects ?? [])
            {
                if (!ObjectKey.IsReserved(found.Key))
                    yield return new StoredObject { Key = Location.KeyOf(found.Key), LengthBytes = found.Size ?? 0, ETag = S3Descriptions.Tag(found.ETag), LastModified = S3Descriptions.Time(found.LastModified) };
            }

            if (answer.IsTruncated != true)
                yield break;
            request.ContinuationToken = answer.NextContinuationToken;
        }
    }

    public async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        ObjectKey.Check(key);
        await _calls.FindAsync(token => client.DeleteObjectAsync(_calls.Bucket, _calls.NameOf(key), token), cancellationToken);
    }

    public async Task<StoredObject> CopyAsync(string sourceKey, string destinationKey, CopyOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ObjectKey.Check(destinationKey);
        ObjectMetadata.Check(destinationKey, options);
        var source = await HeadAsync(sourceKey, cancellationToken) ?? throw new ObjectNotFoundException(sourceKey);
        var copy = source with { Key = destinationKey, ContentType = options.ContentType ?? source.ContentType, Metadata = options.Metadata ?? source.Metadata, Sha256 = source.Sha256 ?? options.Sha256?.ToLowerInvariant() };
        return await new S3Copier(_calls).CopyAsync(source, copy, options.OnlyIfAbsent, cancellationToken);
    }

    public Task<string> BeginMultipartAsync(string key, MultipartOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ObjectKey.Check(key);
        ObjectMetadata.Check(key, options.ContentType, options.Metadata);
        return new S3Multipart(_calls).BeginAsync(key, options, cancellationToken);
    }

    public async Task<UploadedPart> PutPartAsync(string key, string uploadId, int number, Stream content, long lengthBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ObjectKey.Check(key);
        MultipartParts.CheckNumber(key, number);
        using var measured = new MeasuredContent(key, content, lengthBytes, expectedSha256: null);
        return await new S3Multipart(_calls).PutPartAsync(key, uploadId, number, measured, lengthBytes, cancellationToken);
    }

    public Task<IReadOnlyList<UploadedPart>> ListPartsAsync(string key, string uploadId, CancellationToken cancellationToken)
    {
        ObjectKey.Check(key);
        return new S3Multipart(_calls).ListPartsAsync(key, uploadId, cancellationToken);
    }

    public Task<StoredObject> CompleteMultipartAsync(string key, string uploadId, IReadOnlyList<UploadedPart> parts, CompleteOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ObjectKey.Check(key);
        return new S3Multipart(_calls).CompleteAsync(key, uploadId, MultipartParts.Ordered(key, parts), options.OnlyIfAbsent, cancellationToken);
    }

    public Task AbortMultipartAsync(string key, string uploadId, CancellationToken cancellationToken)
    {
        ObjectKey.Check(key);
        return new S3Multipart(_calls).AbortAsync(key, uploadId, cancellationToken);
    }

    public IAsyncEnumerable<PendingUpload> ListMultipartAsync(string prefix, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return new S3Multipart(_calls).ListAsync(prefix, cancellationToken);
    }

    public Task<PresignedRequest> PresignPutAsync(string key, PresignPutOptions options, CancellationToken cancellationToken) => new S3Presigner(_calls).PutAsync(key, options);

    public Task<PresignedRequest> PresignGetAsync(string key, PresignGetOptions options, CancellationToken cancellationToken) => new S3Presigner(_calls).GetAsync(key, options);

    public Task PingAsync(CancellationToken cancellationToken) =>
        _calls.AskAsync(token => client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = _calls.Bucket, Prefix = Location.Prefix, MaxKeys = 1 }, token), cancellationToken);

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        http?.Dispose();
        return ValueTask.CompletedTask;
    }
}
