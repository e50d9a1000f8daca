using System.Text.Json.Nodes;
using Pipeline.Containers.Building;
using Pipeline.Tests;

namespace Pipeline.Containers.Tests;

/// <summary>Another implementation of OCI reads what we write.</summary>
public sealed class SkopeoTests : IDisposable
{
    private readonly PublishedApplication application = new();

    public void Dispose() => application.Dispose();

    [RequiresTool("skopeo", install: "apt-get install -y skopeo")]
    public async Task Skopeo_reads_the_archive_and_the_layout()
    {
        var image = await new LayoutImageBuilder().BuildAsync(application.Request());

        var archive = JsonNode.Parse(await Skopeo.RunAsync("inspect", "--override-os", "linux", "--override-arch", "amd64", $"oci-archive:{image.ArchivePath}:1.2.3"))!;
        var layout = JsonNode.Parse(await Skopeo.RunAsync("inspect", "--override-os", "linux", "--override-arch", "amd64", $"oci:{image.LayoutDirectory}:1.2.3"))!;

        Assert.Equal(image.Digest.ToString(), (string?)archive["Digest"]);
        Assert.Equal(image.Digest.ToString(), (string?)layout["Digest"]);
        Assert.Equal("none", (string?)archive["Labels"]!["dev.pipeline.base"]);
        Assert.Equal("linux", (string?)archive["Os"]);
    }

    [RequiresTool("skopeo", install: "apt-get install -y skopeo")]
    public async Task Skopeo_copies_an_image_on_a_base_and_finds_every_layer_whole()
    {
        using var below = new PublishedApplication();
        var lower = await new LayoutImageBuilder().BuildAsync(below.Request() with { WorkingDirectory = "/usr/share" });
        var image = await new LayoutImageBuilder().BuildAsync(application.Request() with { BaseImage = new BaseImage(lower.ArchivePath!) });
        var copy = Path.Combine(application.Root, "copy");

        await Skopeo.RunAsync("copy", "--insecure-policy", $"oci-archive:{image.ArchivePath}:1.2.3", $"dir:{copy}");

        Assert.Equal(image.Digest, Digest.Of(await File.ReadAllBytesAsync(Path.Combine(copy, "manifest.json"))));
        Assert.All(image.Layers, x => Assert.True(File.Exists(Path.Combine(copy, x.Digest.Hex))));
    }
}
