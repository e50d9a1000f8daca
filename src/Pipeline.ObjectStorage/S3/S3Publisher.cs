using Amazon.S3;
using Amazon.S3.Model;
using Pipeline.ObjectStorage.Transfer;

namespace Pipeline.ObjectStorage.S3;

/// <summary>
/// Makes a hidden or another object visible under a key only if that is free: by a conditional copy where the server has one, else by reading it
/// and writing it again in one conditional PutObject, the one request that every server heeds.
/// </summary>
internal sealed class S3Publisher(S3Calls calls)
{
    public string NewStagedName() => calls.NameOf($"{ObjectKey.Reserved}/staged/{Guid.NewGuid():N}");

    public async Task<bool> IsTakenAsync(string key, CancellationToken cancellationToken) =>
        await calls.FindAsync(token => calls.Client.GetObjectMetadataAsync(calls.Bucket, calls.NameOf(key), token), cancellationToken) is not null;

    /// <summary>Publishes a hidden object and removes it.</summary>
    public async Task<StoredObject> PublishAsync(string stagedName, StoredObject stored, CancellationToken cancellationToken)
    {
        var published = await CopyIfAbsentAsync(stagedName, sourceTag: null, stored, cancellationToken);
        await calls.AskAsync(token => calls.Client.DeleteObjectAsync(calls.Bucket, stagedName, token), cancellationToken);
        return published;
    }

    /// <summary>Copies an object to where <paramref name="stored"/> describes it, unless there is one.</summary>
    public async Task<StoredObject> CopyIfAbsentAsync(string sourceName, string? sourceTag, StoredObject stored, CancellationToken cancellationToken)
    {
        if (calls.Dialect.ConditionalCopy && stored.LengthBytes <= calls.Dialect.MaxCopyBytes)
            return await CopyAsync(sourceName, sourceTag, stored, onlyIfAbsent: true, cancellationToken);
        if (stored.LengthBytes > calls.Dialect.MaxPutBytes)
        {
            throw new ObjectStoreException(ObjectStorageErrors.Unsupported,
                $"{calls.Store} can't write '{stored.Key}' of {stored.LengthBytes} bytes only if there is none: one request takes up to {calls.Dialect.MaxPutBytes}. Write it without that condition, under a key that nobody else uses.");
        }

        using var answer = await calls.AskAsync(token => calls.Client.GetObjectAsync(new GetObjectRequest { BucketName = calls.Bucket, Key = sourceName, EtagToMatch = sourceTag }, token), cancellationToken);
        await using var body = new DownloadStream(answer.ResponseStream, response: null, stored.LengthBytes, calls.Options.RequestTimeout, calls.Explain);
        using var content = new MeasuredContent(stored.Key, body, stored.LengthBytes, stored.Sha256);
        try
        {
            var put = await calls.SendAsync(content, stored.LengthBytes, (stream, token) => calls.Client.PutObjectAsync(PutOf(stored, stream), token), cancellationToken);
            return stored with { ETag = S3Descriptions.Tag(put.ETag), LastModified = calls.Options.TimeProvider.GetUtcNow() };
        }
        catch (ObjectStoreException exception) when (exception.InnerException is AmazonS3Exception failure && S3Failure.IsPrecondition(failure))
        {
            throw new ObjectExistsException(stored.Key, failure);
        }
    }

    /// <summary>Copies on the server, in one request.</summary>
    public async Task<StoredObject> CopyAsync(string sourceName, string? sourceTag, StoredObject stored, bool onlyIfAbsent, CancellationToken cancellationToken)
    {
        var request = new CopyObjectRequest
        {
            SourceBucket = calls.Bucket,
            SourceKey = sourceName,
            ETagToMatch = sourceTag,
            DestinationBucket = calls.Bucket,
            DestinationKey = calls.NameOf(stored.Key),
            // Everything is said anew, so that a copy onto itself is one too.
            MetadataDirective = S3MetadataDirective.REPLACE,
            ContentType = stored.ContentType,
            IfNoneMatch = onlyIfAbsent ? "*" : null,
        };
        var write = ObjectMetadata.NewWrite(onlyIfAbsent);
        S3Descriptions.Fill(request.Metadata, stored.Metadata, stored.Sha256, write);
        S3Writer.Encrypt(calls.Options, x => request.ServerSideEncryptionMethod = x, x => request.ServerSideEncryptionKeyManagementServiceKeyId = x);
        var ask = (CancellationToken token) => calls.Client.CopyObjectAsync(request, token);
        var answer = onlyIfAbsent ? await calls.AskIfAbsentAsync(stored.Key, write, ask, x => new CopyObjectResponse { ETag = x.ETag, LastModified = x.LastModified?.ToString("O", System.Globalization.CultureInfo.InvariantCulture) }, cancellationToken) : await calls.AskAsync(ask, cancellationToken);
        return stored with { ETag = S3Descriptions.Tag(answer.ETag), LastModified = S3Descriptions.Time(answer.LastModified is { Length: > 0 } text ? DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.RoundtripKind) : null) };
    }

    private PutObjectRequest PutOf(StoredObject stored, Stream stream)
    {
        var request = new PutObjectRequest
        {
            BucketName = calls.Bucket,
            Key = calls.NameOf(stored.Key),
            InputStream = stream,
            AutoCloseStream = false,
            ContentType = stored.ContentType,
            UseChunkEncoding = calls.Dialect.ChunkedSigning,
            DisablePayloadSigning = !calls.Dialect.ChunkedSigning,
            IfNoneMatch = "*",
        };
        S3Descriptions.Fill(request.Metadata, stored.Metadata, stored.Sha256);
        S3Writer.Encrypt(calls.Options, x => request.ServerSideEncryptionMethod = x, x => request.ServerSideEncryptionKeyManagementServiceKeyId = x);
        return request;
    }
}
