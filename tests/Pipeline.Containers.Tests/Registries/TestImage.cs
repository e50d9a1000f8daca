using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Containers.Building;
using Pipeline.Containers.Registries;

namespace Pipeline.Containers.Tests.Registries;

/// <summary>A built image in a layout, and clients for it.</summary>
internal sealed class TestImage : IDisposable
{
    private readonly PublishedApplication application;

    private TestImage(PublishedApplication application) => this.application = application;

    public required BuiltImage Built { get; init; }

    public string Layout => Built.LayoutDirectory;

    public static async Task<TestImage> BuildAsync(Func<ImageRequest, ImageRequest>? change = null)
    {
        var application = new PublishedApplication();
        // Not to be compressed, so that there is something to send in pieces.
        var random = new byte[200_000];
        new Random(42).NextBytes(random);
        await File.WriteAllBytesAsync(Path.Combine(application.PublishDirectory, "random.bin"), random);
        var request = application.Request();
        var built = await new LayoutImageBuilder().BuildAsync(change?.Invoke(request) ?? request);
        return new TestImage(application) { Built = built };
    }

    /// <summary>A folder of this test's own.</summary>
    public string Folder(string name) => Path.Combine(application.Root, name);

    /// <summary>A reference in a repository that no other test uses.</summary>
    public static ImageReference At(string host, string tag = "1.2.3", string prefix = "acme") => new(host, $"{prefix}/app-{Guid.NewGuid():N}", tag, null);

    /// <summary>Makes of two images one with two platforms; its index's digest.</summary>
    public async Task<Digest> CombineAsync(TestImage other)
    {
        var entries = new JsonArray();
        foreach (var (image, architecture) in ((TestImage, string)[])[(this, "amd64"), (other, "arm64")])
        {
            var path = Path.Combine(image.Layout, "blobs", "sha256", image.Built.Digest.Hex);
            entries.Add((JsonNode)new JsonObject
            {
                ["mediaType"] = "application/vnd.oci.image.manifest.v1+json", ["digest"] = image.Built.Digest.ToString(), ["size"] = new FileInfo(path).Length,
                ["platform"] = new JsonObject { ["os"] = "linux", ["architecture"] = architecture },
            });
            foreach (var blob in image == this ? [] : Directory.EnumerateFiles(Path.Combine(image.Layout, "blobs", "sha256")))
                File.Copy(blob, Path.Combine(Layout, "blobs", "sha256", Path.GetFileName(blob)), overwrite: true);
        }

        var index = Encoding.UTF8.GetBytes(new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = "application/vnd.oci.image.index.v1+json", ["manifests"] = entries }.ToJsonString());
        await File.WriteAllBytesAsync(Path.Combine(Layout, "blobs", "sha256", Digest.Of(index).Hex), index);
        var top = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["manifests"] = new JsonArray(new JsonObject { ["mediaType"] = "application/vnd.oci.image.index.v1+json", ["digest"] = Digest.Of(index).ToString(), ["size"] = index.Length }),
        };
        await File.WriteAllTextAsync(Path.Combine(Layout, "index.json"), top.ToJsonString());
        return Digest.Of(index);
    }

    public void Dispose() => application.Dispose();
}
