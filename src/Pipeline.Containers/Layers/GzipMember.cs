using System.Buffers.Binary;
using ICSharpCode.SharpZipLib.Checksum;
using ICSharpCode.SharpZipLib.Zip.Compression;
using ICSharpCode.SharpZipLib.Zip.Compression.Streams;
using Pipeline.Containers.Layouts;

namespace Pipeline.Containers.Layers;

/// <summary>
/// A gzip member (RFC 1952). The compressor is a managed one (SharpZipLib): the runtime's own (zlib-ng) gives different bytes on different
/// processors and runtime versions, and with them another digest for the same commit.
/// </summary>
internal static class GzipMember
{
    // Magic, deflate, no flags, no time, no extra flags, operating system "unknown".
    private static readonly byte[] Header = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255];

    /// <summary>What the bytes depend on besides the content.</summary>
    public static string Compressor { get; } = $"sharpziplib-{typeof(Deflater).Assembly.GetName().Version}";

    /// <param name="output">Where the member goes.</param>
    /// <param name="writeContent">Writes the content.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The content's digest.</returns>
    public static async Task<Digest> WriteAsync(Stream output, Func<Stream, Task> writeContent, CancellationToken cancellationToken)
    {
        await output.WriteAsync(Header, cancellationToken);
        var crc = new Crc32();
        Digest digest;
        var trailer = new byte[8];
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, noZlibHeaderOrFooter: true);
        await using (var deflate = new DeflaterOutputStream(output, deflater, 65536) { IsStreamOwner = false })
        await using (var content = new HashingStream(deflate, x => crc.Update(x)))
        {
            await writeContent(content);
            await deflate.FinishAsync(cancellationToken);
            BinaryPrimitives.WriteUInt32LittleEndian(trailer.AsSpan(4), (uint)content.Length);
            digest = content.Digest;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(trailer, (uint)crc.Value);
        await output.WriteAsync(trailer, cancellationToken);
        return digest;
    }
}
