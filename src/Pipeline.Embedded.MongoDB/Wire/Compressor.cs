using System.IO.Compression;

namespace Pipeline.Embedded.MongoDB.Wire;

/// <summary>A way to compress messages; a client takes the first of its own that the server has.</summary>
/// <remarks>Source: https://github.com/mongodb/specifications/blob/master/source/compression/OP_COMPRESSED.md.</remarks>
internal sealed record Compressor(string Name, byte Id, Func<byte[], byte[]> Compress, Func<byte[], int, byte[]> Decompress)
{
    public static IReadOnlyList<Compressor> All { get; } =
    [
        new("snappy", 1, x => Snappier.Snappy.CompressToArray(x), Unsnap),
        new("zlib", 2, Deflate, Inflate),
        new("zstd", 3, ZstdCompress, ZstdDecompress),
    ];

    /// <summary>The length is looked at first: what is compressed may claim up to 4 GiB.</summary>
    private static byte[] Unsnap(byte[] bytes, int length) => Snappier.Snappy.GetUncompressedLength(bytes) == length
        ? Snappier.Snappy.DecompressToArray(bytes)
        : throw new InvalidDataException($"Snappy data isn't of {length} bytes.");

    private static byte[] Deflate(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var deflate = new ZLibStream(output, CompressionLevel.Fastest))
            deflate.Write(bytes);
        return output.ToArray();
    }

    private static byte[] Inflate(byte[] bytes, int length)
    {
        using var inflate = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
        var result = new byte[length];
        inflate.ReadExactly(result);
        return result;
    }

    private static byte[] ZstdCompress(byte[] bytes)
    {
        using var compressor = new ZstdSharp.Compressor();
        return compressor.Wrap(bytes).ToArray();
    }

    private static byte[] ZstdDecompress(byte[] bytes, int length)
    {
        // Into memory of the length that was promised: a frame that was written as a stream doesn't say how long it is.
        using var decompressor = new ZstdSharp.Decompressor();
        var result = new byte[length];
        return decompressor.Unwrap(bytes, result) == length ? result : throw new InvalidDataException($"Zstandard data isn't of {length} bytes.");
    }
}
