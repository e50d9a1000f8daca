using System.Runtime.CompilerServices;
using Azure.Storage.Blobs.Models;
using Pipeline.ObjectStorage.Transfer;

namespace Pipeline.ObjectStorage.AzureBlob;

/// <summary>Multipart uploads whose parts come one by one: blocks of a hidden blob, committed and copied to the key at the end.</summary>
internal sealed class AzureMultipart(AzureCalls calls)
{
    private readonly AzureWriter _writer = new(calls);

    public async Task<string> BeginAsync(string key, MultipartOptions options, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid().ToString("N");
        var upload = new AzureUpload { Key = key, Begun = calls.Options.TimeProvider.GetUtcNow(), ContentType = options.ContentType, Metadata = options.Metadata };
        await calls.AskAsync(() => calls.Blob(AzureUpload.RecordOf(id)).UploadAsync(Stream.Null, new BlobUploadOptions { Metadata = upload.ToMetadata() }, cancellationToken), cancellationToken);
        return id;
    }

    public async Task<UploadedPart> PutPartAsync(string key, string uploadId, int number, MeasuredContent content, long lengthBytes, CancellationToken cancellationToken)
    {
        await RequireAsync(key, uploadId, cancellationToken);
        var tag = AzureBlock.NewTag(calls.Options.TimeProvider);
        var blob = calls.Blob(AzureUpload.ContentOf(uploadId));
        using var source = await PartSource.StartAsync(content, calls.Buffers, calls.Options.PartBytes, lengthBytes, cancellationToken);
        // A part that is refused here has staged blocks that never add up to its length.
        await source.SendAsync((index, bytes, token) => _writer.StageAsync(blob, new AzureBlock(number, tag, lengthBytes, index).ToId(), bytes, token), cancellationToken);
        content.Finish();
        return new UploadedPart(number, tag, lengthBytes);
    }

    public async Task<IReadOnlyList<UploadedPart>> ListPartsAsync(string key, string uploadId, CancellationToken cancellationToken)
    {
        await RequireAsync(key, uploadId, cancellationToken);
        var parts = await PartsAsync(uploadId, cancellationToken);
        return [.. parts.Keys.GroupBy(x => x.Number, (_, sent) => sent.MaxBy(x => x.ETag, StringComparer.Ordinal)!).OrderBy(x => x.Number)];
    }

    public async Task<StoredObject> CompleteAsync(string key, string uploadId, IReadOnlyList<UploadedPart> parts, bool onlyIfAbsent, CancellationToken cancellationToken)
    {
        var upload = await RequireAsync(key, uploadId, cancellationToken);
        var stored = await PartsAsync(uploadId, cancellationToken);
        var latest = stored.Keys.GroupBy(x => x.Number).ToDictionary(x => x.Key, x => x.MaxBy(part => part.ETag, StringComparer.Ordinal));
        var blocks = new List<string>();
        // Azure has no empty blocks: an empty part leaves nothing to look for.
        foreach (var part in parts.Where(x => x.LengthBytes > 0))
        {
            if (latest.GetValueOrDefault(part.Number) != part)
                throw MultipartParts.Invalid(key, $"Part {part.Number} isn't there as it is named, with {part.LengthBytes} bytes and the tag {part.ETag}: it is missing or was replaced.");
            blocks.AddRange(stored[part]);
        }

        var content = calls.Blob(AzureUpload.ContentOf(uploadId));
        // The upload's id is the mark: who asks again after a completion that was cut off knows its object too.
        var write = onlyIfAbsent ? uploadId : null;
        var commit = new CommitBlockListOptions { HttpHeaders = new BlobHttpHeaders { ContentType = upload.ContentType }, Metadata = ObjectMetadata.With(upload.Metadata, sha256: null, write) };
        await calls.AskAsync(() => content.CommitBlockListAsync(blocks, commit, cancellationToken), cancellationToken);
        var copy = new StoredObject { Key = key, LengthBytes = parts.Sum(x => x.LengthBytes), ETag = "", LastModified = default };
        var completed = await new AzureCopier(calls).StartAsync(content, sourceTag: null, copy, metadata: null, write, cancellationToken);
        await RemoveAsync(uploadId, cancellationToken);
        return completed;
    }

    public async Task AbortAsync(string key, string uploadId, CancellationToken cancellationToken)
    {
        if (await FindAsync(uploadId, cancellationToken) is not { } upload || upload.Key != key)
            return;
        // Becoming a blob drops the blocks, which else would be kept, and paid for, for a week.
        var content = calls.Blob(AzureUpload.ContentOf(uploadId));
        await calls.AskAsync(() => content.UploadAsync(Stream.Null, new BlobUploadOptions(), cancellationToken), cancellationToken);
        await RemoveAsync(uploadId, cancellationToken);
    }

    public async IAsyncEnumerable<PendingUpload> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pending = new List<PendingUpload>();
        var folder = calls.Location.NameOf(AzureUpload.Folder);
        await using var blobs = calls.Container.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata, Prefix = folder }, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await calls.AskAsync(async () => await blobs.MoveNextAsync(), cancellationToken))
        {
            var upload = AzureUpload.Of(blobs.Current.Metadata);
            if (upload.Key.StartsWith(prefix, StringComparison.Ordinal))
                pending.Add(new PendingUpload(upload.Key, blobs.Current.Name[folder.Length..], upload.Begun));
        }

        pending.Sort((x, y) => ObjectKey.Compare(x.Key, y.Key) is var order && order != 0 ? order : x.Begun.CompareTo(y.Begun));
        foreach (var upload in pending)
            yield return upload;
    }

    /// <summary>The parts that have arrived whole, each sending of them, with their blocks' ids in order.</summary>
    private async Task<Dictionary<UploadedPart, string[]>> PartsAsync(string uploadId, CancellationToken cancellationToken)
    {
        var blob = calls.Blob(AzureUpload.ContentOf(uploadId));
        var answer = await calls.FindAsync(() => blob.GetBlockListAsync(BlockListTypes.All, cancellationToken: cancellationToken), cancellationToken);
        if (answer is null)
            return [];
        // Committed ones too: a completion may have been cut off after that.
        return answer.Value.UncommittedBlocks.Concat(answer.Value.CommittedBlocks)
            .DistinctBy(x => x.Name)
            .Select(x => (Block: AzureBlock.Parse(x.Name), Id: x.Name, Size: x.SizeLong))
            .Where(x => x.Block is not null)
            .GroupBy(x => new UploadedPart(x.Block!.Number, x.Block.ETag, x.Block.LengthBytes))
            .Where(x => x.Sum(block => block.Size) == x.Key.LengthBytes)
            .ToDictionary(x => x.Key, x => x.OrderBy(block => block.Block!.Index).Select(block => block.Id).ToArray());
    }

    private async Task<AzureUpload> RequireAsync(string key, string uploadId, CancellationToken cancellationToken) =>
        await FindAsync(uploadId, cancellationToken) is { } upload && upload.Key == key ? upload : throw new UploadNotFoundException(key, uploadId);

    private async Task<AzureUpload?> FindAsync(string uploadId, CancellationToken cancellationToken)
    {
        if (uploadId.Length != 32 || !uploadId.All(char.IsAsciiHexDigitLower))
            return null;
        var found = await calls.FindAsync(() => calls.Blob(AzureUpload.RecordOf(uploadId)).GetPropertiesAsync(cancellationToken: cancellationToken), cancellationToken);
        return found is null ? null : AzureUpload.Of(found.Value.Metadata);
    }

    // The record last: as long as it is there, what is left can be found.
    private async Task RemoveAsync(string uploadId, CancellationToken cancellationToken)
    {
        await calls.AskAsync(() => calls.Blob(AzureUpload.ContentOf(uploadId)).DeleteIfExistsAsync(cancellationToken: cancellationToken), cancellationToken);
        await calls.AskAsync(() => calls.Blob(AzureUpload.RecordOf(uploadId)).DeleteIfExistsAsync(cancellationToken: cancellationToken), cancellationToken);
    }
}
