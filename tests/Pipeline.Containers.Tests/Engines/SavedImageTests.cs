using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Containers.Engines;
using Pipeline.Containers.Layers;
using Pipeline.Containers.Layouts;
using Pipeline.Errors;

namespace Pipeline.Containers.Tests.Engines;

/// <summary>What engines save, and what a damaged one may.</summary>
public sealed class SavedImageTests : IDisposable
{
    private static readonly byte[] Layer = [.. Enumerable.Range(0, 2000).Select(x => (byte)x)];
    private readonly string root = Directory.CreateTempSubdirectory("pipeline-saved-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static JsonObject Config(Digest diffId) => new()
    {
        ["architecture"] = "amd64", ["os"] = "linux", ["container"] = "abc", ["docker_version"] = "20", ["config"] = new JsonObject { ["Hostname"] = "abc", ["Cmd"] = new JsonArray("id") },
        ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray(diffId.ToString()) },
    };

    private static MemoryStream Archive(params (string Name, byte[] Content)[] files)
    {
        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            foreach (var (name, content) in files)
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        }

        tar.Position = 0;
        return tar;
    }

    private static MemoryStream Image(JsonObject config, string layerName = "layer.tar", byte[]? layer = null, string configName = "config.json") => Archive(
        ("manifest.json", Encoding.UTF8.GetBytes(new JsonArray(new JsonObject { ["Config"] = configName, ["Layers"] = new JsonArray(layerName) }).ToJsonString())),
        ("config.json", Encoding.UTF8.GetBytes(config.ToJsonString())),
        ("layer.tar", layer ?? Layer));

    private async Task<IReadOnlyList<Building.ImageLayer>> CopyAsync(Stream archive)
    {
        var saved = await SavedImage.ReadAsync(archive, Path.Combine(root, "saved"), default);
        Assert.Null(saved.Configuration["container"]);
        Assert.Null(saved.Configuration["config"]!["Hostname"]);
        Assert.NotNull(saved.Configuration["config"]!["Cmd"]);
        return await saved.CopyLayersAsync(new BlobStore(Path.Combine(root, "layout")), new KeptMembers(Path.Combine(root, "kept")), default);
    }

    [Fact]
    public async Task A_layer_may_be_compressed_already_and_comes_out_the_same()
    {
        var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            await gzip.WriteAsync(Layer);

        var plain = await CopyAsync(Image(Config(Digest.Of(Layer))));
        Directory.Delete(Path.Combine(root, "saved"), recursive: true);
        Directory.Delete(Path.Combine(root, "kept"), recursive: true);
        var unpacked = await CopyAsync(Image(Config(Digest.Of(Layer)), layer: compressed.ToArray()));

        Assert.Equal(plain, unpacked);
        Assert.Equal(Digest.Of(Layer), Assert.Single(plain).DiffId);
    }

    public static TheoryData<string, string> Damages => new()
    {
        { "tar", "no tar" }, { "manifest", "no manifest.json" }, { "config", "no manifest.json" }, { "json", "no JSON" }, { "diffId", "is damaged: layer 1" },
        { "missing", "lacks the layer" }, { "outside", "outside of itself" }, { "count", "1 layers, but 0" }, { "digest", "no digest" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task What_is_damaged_is_refused(string damage, string reason)
    {
        var good = Config(Digest.Of(Layer));
        var archive = damage switch
        {
            "tar" => new MemoryStream([.. Enumerable.Repeat((byte)'x', 1024)]),
            "manifest" => Archive(("a", [1])),
            "config" => Image(good, configName: "none.json"),
            "json" => Archive(("manifest.json", "{"u8.ToArray())),
            "diffId" => Image(Config(Digest.Of("other"u8))),
            "missing" => Image(good, "none.tar"),
            "outside" => Image(good, "../../etc/passwd"),
            "count" => Image(new JsonObject { ["rootfs"] = new JsonObject() }),
            _ => Image(new JsonObject { ["rootfs"] = new JsonObject { ["diff_ids"] = new JsonArray("md5:1") } }),
        };

        var error = await Assert.ThrowsAsync<PipelineException>(() => CopyAsync(archive));

        Assert.Equal("PIPE3203", error.Code.Id);
        Assert.Contains(reason, error.Message);
    }
}
