using System.Runtime.InteropServices;
using Amazon.S3;
using Amazon.S3.Model;
using Pipeline.ObjectStorage.Transfer;

namespace Pipeline.ObjectStorage.S3;

/// <summary>
/// Writes a stream. What fits one part is one PutObject, sent when its hash is known and right; more is a multipart upload, completed when the
/// hash is right and aborted otherwise. So nothing becomes visible that wasn't announced.
/// </summary>
internal sealed class S3Writer(S3Calls calls)
{
    private readonly S3Publisher _publisher = new(calls);

    public async Task<StoredObject> PutAsync(string key, MeasuredContent content, PutOptions options, CancellationToken cancellationToken)
    {
        using var source = await PartSource.StartAsync(content, calls.Buffers, calls.Options.PartBytes, options.LengthBytes, cancellationToken);
        return source.Single is { } bytes
            ? await PutSingleAsync(key, bytes, content.Finish(), options, cancellationToken)
            : await PutPartsAsync(key, source, content, options, cancellationToken);
    }

    private async Task<StoredObject> PutSingleAsync(string key, ReadOnlyMemory<byte> bytes, string sha256, PutOptions options, CancellationToken cancellationToken)
    {
        var write = ObjectMetadata.NewWrite(options.OnlyIfAbsent);
        var ask = async (CancellationToken token) =>
        {
            var request = new PutObjectRequest
            {
                BucketName = calls.Bucket,
                Key = calls.NameOf(key),
                InputStream = StreamOf(bytes),
                ContentType = options.ContentType,
                UseChunkEncoding = false,
                IfNoneMatch = options.OnlyIfAbsent ? "*" : null,
            };
            S3Descriptions.Fill(request.Metadata, options.Metadata, sha256, write);
            Encrypt(calls.Options, x => request.ServerSideEncryptionMethod = x, x => request.ServerSideEncryptionKeyManagementServiceKeyId = x);
            return await calls.Client.PutObjectAsync(request, token);
        };
        var answer = options.OnlyIfAbsent ? await calls.AskIfAbsentAsync(key, write, ask, x => new PutObjectResponse { ETag = x.ETag }, cancellationToken) : await calls.AskAsync(ask, cancellationToken);
        return Describe(key, bytes.Length, S3Descriptions.Tag(answer.ETag), sha256, options);
    }

    private async Task<StoredObject> PutPartsAsync(string key, PartSource source, MeasuredContent content, PutOptions options, CancellationToken cancellationToken)
    {
        if (options.OnlyIfAbsent && await _publisher.IsTakenAsync(key, cancellationToken))
            throw new ObjectExistsException(key);
        // Where completing can't be made not to replace, it makes a hidden object, which is then published by a request that can.
        var staged = options.OnlyIfAbsent && !calls.Dialect.ConditionalComplete;
        var name = staged ? _publisher.NewStagedName() : calls.NameOf(key);
        var write = ObjectMetadata.NewWrite(options.OnlyIfAbsent && !staged);
        var uploadId = await BeginAsync(name, options.ContentType, options.Metadata, options.ExpectedSha256?.ToLowerInvariant(), write, cancellationToken);
        try
        {
            var parts = await source.SendAsync((number, bytes, token) => SendPartAsync(name, uploadId, number, bytes, token), cancellationToken);
            var sha256 = content.Finish();
            var tag = await CompleteAsync(key, name, uploadId, parts, options.OnlyIfAbsent && !staged, write, cancellationToken);
            var stored = Describe(key, content.LengthBytes, tag, sha256, options);
            return staged ? await _publisher.PublishAsync(name, stored, cancellationToken) : stored;
        }
        catch
        {
            await UndoAsync(name, uploadId, staged);
            throw;
        }
    }

    public async Task<string> BeginAsync(string name, string contentType, IReadOnlyDictionary<string, string> metadata, string? sha256, string? write, CancellationToken cancellationToken)
    {
        var request = new InitiateMultipartUploadRequest { BucketName = calls.Bucket, Key = name, ContentType = contentType };
        S3Descriptions.Fill(request.Metadata, metadata, sha256, write);
        Encrypt(calls.Options, x => request.ServerSideEncryptionMethod = x, x => request.ServerSideEncryptionKeyManagementServiceKeyId = x);
        return (await calls.AskAsync(token => calls.Client.InitiateMultipartUploadAsync(request, token), cancellationToken)).UploadId;
    }

    public Task<PartETag> SendPartAsync(string name, string uploadId, int number, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        calls.AskAsync(async token =>
        {
            var request = new UploadPartRequest { BucketName = calls.Bucket, Key = name, UploadId = uploadId, PartNumber = number, InputStream = StreamOf(bytes), UseChunkEncoding = false };
            return new PartETag(number, (await calls.Client.UploadPartAsync(request, token)).ETag);
        }, cancellationToken);

    public async Task<string> CompleteAsync(string key, string name, string uploadId, IReadOnlyList<PartETag> parts, bool onlyIfAbsent, string? write, CancellationToken cancellationToken)
    {
        var request = new CompleteMultipartUploadRequest { BucketName = calls.Bucket, Key = name, UploadId = uploadId, PartETags = [.. parts], IfNoneMatch = onlyIfAbsent ? "*" : null };
        var ask = (CancellationToken token) => calls.Client.CompleteMultipartUploadAsync(request, token);
        var answer = onlyIfAbsent ? await calls.AskIfAbsentAsync(key, write, ask, x => new CompleteMultipartUploadResponse { ETag = x.ETag }, cancellationToken) : await calls.AskAsync(ask, cancellationToken);
        // One server answers without it.
        return S3Descriptions.Tag(answer.ETag is { Length: > 0 } tag ? tag : (await calls.AskAsync(token => calls.Client.GetObjectMetadataAsync(calls.Bucket, name, token), cancellationToken)).ETag);
    }

    public static void Encrypt(ObjectStoreOptions options, Action<ServerSideEncryptionMethod> method, Action<string> keyId)
    {
        if (options.KmsKeyId is not { } key)
            return;
        method(ServerSideEncryptionMethod.AWSKMS);
        keyId(key);
    }

    private StoredObject Describe(string key, long lengthBytes, string tag, string sha256, PutOptions options) => new()
    {
        Key = key,
        LengthBytes = lengthBytes,
        ETag = tag,
        LastModified = calls.Options.TimeProvider.GetUtcNow(),
        ContentType = options.ContentType,
        Sha256 = sha256,
        Metadata = options.Metadata,
    };

    // Also after a cancellation: the parts would stay, unseen and paid for, until a lifecycle rule finds them.
    public async Task UndoAsync(string name, string uploadId, bool staged)
    {
        try
        {
            await calls.FindAsync(token => calls.Client.AbortMultipartUploadAsync(new AbortMultipartUploadRequest { BucketName = calls.Bucket, Key = name, UploadId = uploadId }, token), CancellationToken.None);
            if (staged)
                await calls.AskAsync(token => calls.Client.DeleteObjectAsync(calls.Bucket, name, token), CancellationToken.None);
        }
        catch (ObjectStoreException)
        {
            // The failure that led here is the one to report.
        }
    }

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false) : new MemoryStream();
}
