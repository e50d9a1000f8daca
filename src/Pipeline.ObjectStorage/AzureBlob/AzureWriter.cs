using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Azure.Storage;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Pipeline.ObjectStorage.Transfer;

namespace Pipeline.ObjectStorage.AzureBlob;

/// <summary>
/// Writes a stream. What fits one part is one Put Blob; more is staged as blocks, which nobody sees until they are committed together with metadata
/// and hash. Blocks that are never committed are dropped by the service after a week.
/// </summary>
internal sealed class AzureWriter(AzureCalls calls)
{
    private static readonly UploadTransferValidationOptions s_validation = new() { ChecksumAlgorithm = StorageChecksumAlgorithm.MD5 };

    public async Task<StoredObject> PutAsync(string key, MeasuredContent content, PutOptions options, CancellationToken cancellationToken)
    {
        using var source = await PartSource.StartAsync(content, calls.Buffers, calls.Options.PartBytes, options.LengthBytes, cancellationToken);
        var blob = calls.Blob(key);
        var write = ObjectMetadata.NewWrite(options.OnlyIfAbsent);
        if (source.Single is { } bytes)
        {
            var hash = content.Finish();
            var put = await calls.WriteAsync(key, write, () => PutBlobAsync(blob, bytes, ObjectMetadata.With(options.Metadata, hash, write), options, cancellationToken), Written, cancellationToken);
            return Describe(key, content.LengthBytes, put, hash, options);
        }

        if (options.OnlyIfAbsent && await calls.FindAsync(() => blob.GetPropertiesAsync(cancellationToken: cancellationToken), cancellationToken) is not null)
            throw new ObjectExistsException(key);
        var upload = Guid.NewGuid();
        var blocks = await source.SendAsync((number, part, token) => StageAsync(blob, BlockId(upload, number), part, token), cancellationToken);
        var sha256 = content.Finish();
        var commit = new CommitBlockListOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = options.ContentType },
            Metadata = ObjectMetadata.With(options.Metadata, sha256, write),
            Conditions = AzureCalls.Absent(options.OnlyIfAbsent),
        };
        var committed = await calls.WriteAsync(key, write, async () => (await blob.CommitBlockListAsync(blocks, commit, cancellationToken)).Value, Written, cancellationToken);
        return Describe(key, content.LengthBytes, committed, sha256, options);
    }

    /// <summary>Stages one block and gives its id back.</summary>
    public Task<string> StageAsync(BlockBlobClient blob, string blockId, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        calls.AskAsync(async () =>
        {
            await blob.StageBlockAsync(blockId, StreamOf(bytes), new BlockBlobStageBlockOptions { TransferValidation = s_validation }, cancellationToken);
            return blockId;
        }, cancellationToken);

    private static async Task<BlobContentInfo> PutBlobAsync(BlockBlobClient blob, ReadOnlyMemory<byte> bytes, Dictionary<string, string> metadata, PutOptions options, CancellationToken cancellationToken) =>
        (await blob.UploadAsync(StreamOf(bytes), new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = options.ContentType },
            Metadata = metadata,
            Conditions = AzureCalls.Absent(options.OnlyIfAbsent),
            TransferValidation = s_validation,
            // In one request, always: the SDK cuts what isn't below this into blocks.
            TransferOptions = new StorageTransferOptions { InitialTransferSize = bytes.Length + 1L },
        }, cancellationToken)).Value;

    private static BlobContentInfo Written(BlobProperties there) => BlobsModelFactory.BlobContentInfo(there.ETag, there.LastModified, there.ContentHash, there.EncryptionKeySha256, 0);

    private static StoredObject Describe(string key, long lengthBytes, BlobContentInfo written, string sha256, PutOptions options) => new()
    {
        Key = key,
        LengthBytes = lengthBytes,
        ETag = AzureDescriptions.Tag(written.ETag),
        LastModified = written.LastModified,
        ContentType = options.ContentType,
        Sha256 = sha256,
        Metadata = options.Metadata,
    };

    // Of this write alone: blocks of two writers of one key must not mix. All ids of a blob have the same length.
    private static string BlockId(Guid upload, int number)
    {
        Span<byte> id = stackalloc byte[20];
        upload.TryWriteBytes(id);
        BinaryPrimitives.WriteInt32BigEndian(id[16..], number);
        return Convert.ToBase64String(id);
    }

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false) : new MemoryStream();
}
