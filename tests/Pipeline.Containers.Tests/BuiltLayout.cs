using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Pipeline.Containers.Building;

namespace Pipeline.Containers.Tests;

/// <summary>Reads a layout back, with .NET's own tar and gzip readers.</summary>
internal sealed class BuiltLayout(BuiltImage image)
{
    public JsonNode Index => Json(Path.Combine(image.LayoutDirectory, "index.json"));

    public JsonNode Manifest => Json(Blob(image.Digest));

    public JsonNode Config => Json(Blob(image.ConfigDigest));

    public string Blob(Digest digest) => Path.Combine(image.LayoutDirectory, "blobs", "sha256", digest.Hex);

    public byte[] Uncompressed(ImageLayer layer)
    {
        using var file = File.OpenRead(Blob(layer.Digest));
        using var gzip = new GZipStream(file, CompressionMode.Decompress);
        using var content = new MemoryStream();
        gzip.CopyTo(content);
        return content.ToArray();
    }

    public IReadOnlyList<TarEntry> Entries(ImageLayer layer)
    {
        using var reader = new TarReader(new MemoryStream(Uncompressed(layer)));
        var entries = new List<TarEntry>();
        while (reader.GetNextEntry(copyData: true) is { } entry)
            entries.Add(entry);
        return entries;
    }

    private static JsonNode Json(string path) => JsonNode.Parse(File.ReadAllBytes(path))!;
}
