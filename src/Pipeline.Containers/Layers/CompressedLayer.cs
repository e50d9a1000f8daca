using System.Buffers.Binary;
using ICSharpCode.SharpZipLib.Checksum;
using ICSharpCode.SharpZipLib.Zip.Compression;
using ICSharpCode.SharpZipLib.Zip.Compression.Streams;
using Pipeline.Containers.Building;
using Pipeline.Containers.Layouts;

namespace Pipeline.Containers.Layers;

/// <summary>
/// Compresses a tar into a layout, as <c>tar+gzip</c>. The compressor is a managed one (SharpZipLib): the runtime's own (zlib-ng) gives
/// different bytes on different processors and runtime versions, and with them another digest for the same commit.
/// </summary>
internal static class CompressedLayer
{
    // RFC 1952: magic, deflate, no flags, no time, no extra flags, operating system "unknown".
    private static readonly byte[] GzipHeader = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255];

    /// <param name="blobs">The layout's blobs.</param>
    /// <param name="writeTar">Writes the tar.</param>
    /// <param name="cancellationToken">Ends it; nothing stays.</param>
    public static async Task<ImageLayer> WriteAsync(BlobStore blobs, Func<Stream, Task> writeTar, CancellationToken cancellationToken)
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
            await writeTar(tar);
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
