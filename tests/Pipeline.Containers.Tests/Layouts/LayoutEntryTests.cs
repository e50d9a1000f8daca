using System.Text.Json.Nodes;
using Pipeline.Containers.Building;
using Pipeline.Containers.Layouts;
using Pipeline.Containers.Registries;
using Pipeline.Containers.Registries.Transfer;
using Pipeline.Containers.Signing.Attesting;

namespace Pipeline.Containers.Tests.Layouts;

/// <summary>What belongs to an image lies in the same index, and is no image.</summary>
public sealed class LayoutEntryTests : IDisposable
{
    private static readonly ReferrerArtifact s_artifact = new("application/vnd.example", "application/json", "{}"u8.ToArray(), new Dictionary<string, string>());

    private readonly PublishedApplication application = new();

    public void Dispose() => application.Dispose();

    [Fact]
    public async Task A_layout_with_one_image_and_its_referrers_has_one_image()
    {
        var image = await LayoutAsync();
        await new LayoutReferrers(image.LayoutDirectory).AttachAsync(image.Digest, s_artifact, default);

        Assert.Equal(image.Digest, await new LayoutFolder(image.LayoutDirectory).FindAsync(ImageReference.Parse("example.com/app:another-tag"), default));
    }

    [Fact]
    public async Task A_referrer_whose_entry_does_not_say_so_is_told_by_its_manifest()
    {
        var image = await LayoutAsync();
        await new LayoutReferrers(image.LayoutDirectory).AttachAsync(image.Digest, s_artifact, default);
        Change(image, x => x[1]!.AsObject().Remove("artifactType"));

        Assert.Equal(image.Digest, await new LayoutFolder(image.LayoutDirectory).FindAsync(ImageReference.Parse("example.com/app"), default));
    }

    [Fact]
    public async Task An_artifact_is_found_by_its_digest()
    {
        var image = await LayoutAsync();
        await new LayoutReferrers(image.LayoutDirectory).AttachAsync(image.Digest, s_artifact, default);
        var artifact = Digest.Parse((string)Index(image)["manifests"]![1]!["digest"]!);

        Assert.Equal(artifact, await new LayoutFolder(image.LayoutDirectory).FindAsync(ImageReference.Parse("example.com/app").WithDigest(artifact), default));
    }

    [Theory]
    [InlineData("artifactType")]
    [InlineData("attestation")]
    [InlineData("manifest")]
    public async Task A_base_layout_that_lists_a_referrer_first_is_built_on_its_image(string mark)
    {
        var image = await LayoutAsync();
        await new LayoutReferrers(image.LayoutDirectory).AttachAsync(image.Digest, s_artifact, default);
        Change(image, entries =>
        {
            var referrer = (JsonObject)entries[1]!;
            entries.RemoveAt(1);
            entries.Insert(0, referrer);
            if (mark != "artifactType")
                referrer.Remove("artifactType");
            if (mark == "attestation")
                referrer["annotations"] = new JsonObject { ["vnd.docker.reference.type"] = "attestation-manifest" };
        });

        var top = await new LayoutImageBuilder().BuildAsync(application.Request("top") with { BaseImage = new BaseImage(image.LayoutDirectory) });

        Assert.Equal(image.Digest, top.BaseDigest);
    }

    [Fact]
    public async Task What_a_killed_build_left_half_written_is_not_packed()
    {
        var image = await LayoutAsync();
        await File.WriteAllTextAsync(Path.Combine(image.LayoutDirectory, "blobs", "sha256", $".{Guid.NewGuid():N}.tmp"), "half");
        var archive = Path.Combine(application.Root, "again.tar");

        await ArchiveWriter.WriteAsync(image.LayoutDirectory, archive, PublishedApplication.CommitTime, default);

        Assert.Equal(await File.ReadAllBytesAsync(image.ArchivePath!), await File.ReadAllBytesAsync(archive));
    }

    private Task<BuiltImage> LayoutAsync() => new LayoutImageBuilder().BuildAsync(application.Request());

    private static JsonNode Index(BuiltImage image) => JsonNode.Parse(File.ReadAllBytes(Path.Combine(image.LayoutDirectory, "index.json")))!;

    private static void Change(BuiltImage image, Action<JsonArray> change)
    {
        var index = Index(image);
        change(index["manifests"]!.AsArray());
        File.WriteAllText(Path.Combine(image.LayoutDirectory, "index.json"), index.ToJsonString());
    }
}
