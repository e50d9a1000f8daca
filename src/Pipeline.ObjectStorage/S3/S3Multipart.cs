using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3.Model;
using Pipeline.ObjectStorage.Transfer;

namespace Pipeline.ObjectStorage.S3;

/// <summary>Multipart uploads whose parts come one by one.</summary>
internal sealed class S3Multipart(S3Calls calls)
{
    private readonly S3Writer _writer = new(calls);

    public Task<string> BeginAsync(string key, MultipartOptions options, CancellationToken cancellationToken) =>
        _writer.BeginAsync(calls.NameOf(key), options.ContentType, options.Metadata, sha256: null, write: null, cancellationToken);

    public async Task<UploadedPart> PutPartAsync(string key, string uploadId, int number, MeasuredContent content, long lengthBytes, CancellationToken cancellationToken)
    {
        var name = calls.NameOf(key);
        return await WithUploadAsync(key, uploadId, async () =>
        {
            if (lengthBytes > calls.Options.PartBytes)
            {
                var answer = await calls.SendAsync(content, lengthBytes, (stream, token) => calls.Client.UploadPartAsync(new UploadPartRequest
                {
                    BucketName = calls.Bucket,
                    Key = name,
                    UploadId = uploadId,
                    PartNumber = number,
                    InputStream = stream,
                    UseChunkEncoding = calls.Dialect.ChunkedSigning,
                    DisablePayloadSigning = !calls.Dialect.ChunkedSigning,
                }, token), cancellationToken);
                return new UploadedPart(number, S3Descriptions.Tag(answer.ETag), lengthBytes);
            }

            using var source = await PartSource.StartAsync(content, calls.Buffers, calls.Options.PartBytes, lengthBytes, cancellationToken);
            content.Finish();
            var part = await _writer.SendPartAsync(name, uploadId, number, source.Single!.Value, cancellationToken);
            return new UploadedPart(number, S3Descriptions.Tag(part.ETag), lengthBytes);
        });
    }

    public async Task<IReadOnlyList<UploadedPart>> ListPartsAsync(string key, string uploadId, CancellationToken cancellationToken)
    {
        var parts = new List<UploadedPart>();
        var request = new ListPartsRequest { BucketName = calls.Bucket, Key = calls.NameOf(key), UploadId = uploadId };
        while (true)
        {
            var answer = await WithUploadAsync(key, uploadId, () => calls.AskAsync(token => calls.Client.ListPartsAsync(request, token), cancellationToken));
            parts.AddRange((answer.Parts ?? []).Select(x => new UploadedPart(x.PartNumber ?? 0, S3Descriptions.Tag(x.ETag), x.Size ?? 0)));
            if (answer.IsTruncated != true)
                return parts;
            request.PartNumberMarker = answer.NextPartNumberMarker?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    public async Task<StoredObject> CompleteAsync(string key, string uploadId, IReadOnlyList<UploadedPart> parts, bool onlyIfAbsent, CancellationToken cancellationToken)
    {
        if (onlyIfAbsent && !calls.Dialect.ConditionalComplete)
        {
            throw new ObjectStoreException(ObjectStorageErrors.Unsupported,
                $"{calls.Store} can't complete an upload only if there is no object '{key}': it would replace one without a word. Complete it under a key that nobody else uses.");
        }

        await RequireAsync(key, uploadId, parts, cancellationToken);
        PartETag[] tags = [.. parts.Select(x => new PartETag(x.Number, x.ETag))];
        await WithUploadAsync(key, uploadId, () => _writer.CompleteAsync(key, calls.NameOf(key), uploadId, tags, onlyIfAbsent, write: null, cancellationToken));
        var answer = await calls.FindAsync(token => calls.Client.GetObjectMetadataAsync(calls.Bucket, calls.NameOf(key), token), cancellationToken) ?? throw new ObjectNotFoundException(key);
        return S3Descriptions.Of(key, answer);
    }

    public Task AbortAsync(string key, string uploadId, CancellationToken cancellationToken) =>
        calls.FindAsync(token => calls.Client.AbortMultipartUploadAsync(new AbortMultipartUploadRequest { BucketName = calls.Bucket, Key = calls.NameOf(key), UploadId = uploadId }, token), cancellationToken);

    public async IAsyncEnumerable<PendingUpload> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListMultipartUploadsRequest { BucketName = calls.Bucket, Prefix = calls.NameOf(prefix) };
        while (true)
        {
            var answer = await calls.AskAsync(token => calls.Client.ListMultipartUploadsAsync(request, token), cancellationToken);
            foreach (var upload in answer.MultipartUploads ?? [])
            {
                if (!ObjectKey.IsReserved(upload.Key))
                    yield return new PendingUpload(calls.Location.KeyOf(upload.Key), upload.UploadId, S3Descriptions.Time(upload.Initiated));
            }

            if (answer.IsTruncated != true)
                yield break;
            (request.KeyMarker, request.UploadIdMarker) = (answer.NextKeyMarker, answer.NextUploadIdMarker);
        }
    }

    // Not every server checks this before it makes the object, and one answers with an internal error for an upload that is gone.
    private async Task RequireAsync(string key, string uploadId, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken)
    {
        var stored = (await ListPartsAsync(key, uploadId, cancellationToken)).ToDictionary(x => x.Number);
        foreach (var part in parts)
        {
            if (!stored.TryGetValue(part.Number, out var found) || found.ETag != part.ETag || found.LengthBytes != part.LengthBytes)
                throw MultipartParts.Invalid(key, $"Part {part.Number} isn't there as it is named, with {part.LengthBytes} bytes and the tag {part.ETag}: it is missing or was replaced.");
        }
    }

    private static async Task<T> WithUploadAsync<T>(string key, string uploadId, Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (ObjectStoreException exception) when (exception.InnerException is AmazonServiceException { ErrorCode: "InvalidPart" or "InvalidPartOrder" or "EntityTooSmall" } answer)
        {
            throw MultipartParts.Invalid(key, $"The service says {answer.ErrorCode}.", exception);
        }
        catch (ObjectStoreException exception) when (exception.InnerException is AmazonServiceException { StatusCode: HttpStatusCode.NotFound or HttpStatusCode.BadRequest, ErrorCode: "NoSuchUpload" or "NoSuchKey" or "InvalidArgument" or "NotFound" } answer)
        {
            throw new UploadNotFoundException(key, uploadId, answer);
        }
    }
}
