using System.Buffers.Binary;
using ICSharpCode.SharpZipLib.Checksum;
using ICSharpCode.SharpZipLib.Zip.Compression;
using ICSharpCode.SharpZipLib.Zip.Compression.Streams;
using Pipeline.Containers.Building;
using Pipeline.Containers.Layouts;
using Pipeline.Containers.Tar;

namespace Pipeline.Containers.Layers;

/// <summary>
/// Writes a layer as <c>tar+gzip</c> into a layout. The compressor is a managed one (SharpZipLib): the runtime's own (zlib-ng) gives
/// different bytes on different processors and runtime versions, and with them another digest for the same commit.
/// </summary>
internal static class LayerWriter
{
    // RFC 1952: magic, deflate, no flags, no time, no extra flags, operating system "unknown".
    private static readonly byte[] GzipHeader = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255];

    public static async Task<ImageLayer> WriteAsync(IReadOnlyList<LayerFile> files, BlobStore blobs, CancellationToken cancellationToken)
    {
        await using var blob = blobs.Create();
        await blob.WriteAsync(GzipHeader, cancellationToken);

        var crc = new Crc32();
        long length;
        Digest diffId;
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, noZlibHeaderOrFooter: true);
        await using (var deflate = new DeflaterOutputStream(blob, deflater, 65536) { IsStreamOwner = false })
        await using (var tar = new HashingStream(deflate, x => crc.Update(x)))
        {
            var writer = new TarStreamWriter(tar);
            foreach (var file in files)
            {
                await using var content = file.SourcePath is null ? null : new FileStream(file.SourcePath, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
                await writer.WriteAsync(file.Entry, content, cancellationToken);
            }

            await writer.FinishAsync(cancellationToken);
            await deflate.FinishAsync(cancellationToken);
            (diffId, length) = (tar.Digest, tar.Length);
        }

        var trailer = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, (uint)crc.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer.AsSpan(4), (uint)length);
        await blob.WriteAsync(trailer, cancellationToken);

        var (digest, size) = await blob.CommitAsync(cancellationToken);
        return new ImageLayer(digest, diffId, size, IsFromBase: false);
    }
}
