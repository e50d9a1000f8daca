using Amazon.S3.Model;

namespace Pipeline.ObjectStorage.S3;

/// <summary>Copies within the bucket: in one request, or part by part where an object is larger than one takes.</summary>
internal sealed class S3Copier(S3Calls calls)
{
    private const long PartBytes = 512L * 1024 * 1024;
    private const int UnderWay = 4;

    private readonly S3Publisher _publisher = new(calls);
    private readonly S3Writer _writer = new(calls);

    public async Task<StoredObject> CopyAsync(StoredObject source, StoredObject copy, bool onlyIfAbsent, CancellationToken cancellationToken)
    {
        var name = calls.NameOf(source.Key);
        if (source.LengthBytes > calls.Dialect.MaxCopyBytes && (!onlyIfAbsent || calls.Dialect.ConditionalComplete))
            return await CopyPartsAsync(source, copy, onlyIfAbsent, cancellationToken);
        return onlyIfAbsent
            ? await _publisher.CopyIfAbsentAsync(name, source.ETag, copy, cancellationToken)
            : await _publisher.CopyAsync(name, source.ETag, copy, onlyIfAbsent: false, cancellationToken);
    }

    private async Task<StoredObject> CopyPartsAsync(StoredObject source, StoredObject copy, bool onlyIfAbsent, CancellationToken cancellationToken)
    {
        var name = calls.NameOf(copy.Key);
        var write = ObjectMetadata.NewWrite(onlyIfAbsent);
        var uploadId = await _writer.BeginAsync(name, copy.ContentType!, copy.Metadata, copy.Sha256, write, cancellationToken);
        try
        {
            var partBytes = Math.Min(PartBytes, calls.Dialect.MaxCopyBytes);
            var parts = new PartETag[(source.LengthBytes + partBytes - 1) / partBytes];
            await Parallel.ForAsync(0, parts.Length, new ParallelOptions { MaxDegreeOfParallelism = UnderWay, CancellationToken = cancellationToken }, async (index, token) =>
            {
                var request = new CopyPartRequest
                {
                    SourceBucket = calls.Bucket,
                    SourceKey = calls.NameOf(source.Key),
                    ETagToMatch = [source.ETag],
                    DestinationBucket = calls.Bucket,
                    DestinationKey = name,
                    UploadId = uploadId,
                    PartNumber = index + 1,
                    FirstByte = index * partBytes,
                    LastByte = Math.Min((index + 1) * partBytes, source.LengthBytes) - 1,
                };
                var answer = await calls.AskAsync(x => calls.Client.CopyPartAsync(request, x), token);
                parts[index] = new PartETag(index + 1, answer.ETag);
            });
            var tag = await _writer.CompleteAsync(copy.Key, name, uploadId, parts, onlyIfAbsent, write, cancellationToken);
            return copy with { ETag = tag, LastModified = calls.Options.TimeProvider.GetUtcNow() };
        }
        catch
        {
            await _writer.UndoAsync(name, uploadId, staged: false);
            throw;
        }
    }
}
