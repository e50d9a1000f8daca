using System.Diagnostics;
using System.Text.Json.Nodes;
using Pipeline.Containers.Building;
using Pipeline.Containers.Registries;
using Pipeline.Containers.Signing.Attesting;
using Pipeline.Tests;

namespace Pipeline.Containers.Tests.Signing;

public sealed class LayoutReferrerTests : IDisposable
{
    private readonly PublishedApplication application = new();

    public void Dispose() => application.Dispose();

    private static readonly ReferrerArtifact s_artifact = new(AttestationBundle.ArtifactType, "application/x", "content"u8.ToArray(), new Dictionary<string, string> { ["a"] = "b" });

    private async Task<(BuiltImage Image, LayoutReferrers Referrers)> LayoutAsync()
    {
        var image = await new LayoutImageBuilder().BuildAsync(application.Request());
        return (image, new LayoutReferrers(image.LayoutDirectory));
    }

    private static JsonNode Json(BuiltImage image, string file) => JsonNode.Parse(File.ReadAllBytes(Path.Combine(image.LayoutDirectory, file)))!;

    [Fact]
    public async Task A_release_is_verified_from_its_layout_alone()
    {
        var (image, referrers) = await LayoutAsync();
        await AttestationBundle.Of(Release.Attestations(image: image.Digest)).AttachAsync(image.Digest, referrers, default);

        var bundle = await AttestationBundle.FetchAsync(image.Digest, new LayoutReferrers(image.LayoutDirectory), default);

        Assert.True(Release.Verify(bundle, image: image.Digest).IsVerified);
        Assert.Equal(6, Json(image, "index.json")["manifests"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_referrer_is_a_manifest_with_subject_and_artifact_type_as_OCI_has_it()
    {
        var (image, referrers) = await LayoutAsync();

        await referrers.AttachAsync(image.Digest, s_artifact, default);

        var entry = Json(image, "index.json")["manifests"]![1]!;
        var digest = Digest.Parse((string)entry["digest"]!);
        var manifest = Json(image, "blobs/sha256/" + digest.Hex);
        Assert.Equal(digest, Digest.Of(await File.ReadAllBytesAsync(Path.Combine(image.LayoutDirectory, "blobs/sha256/" + digest.Hex))));
        Assert.Equal(("b", "application/vnd.in-toto+json"), ((string?)entry["annotations"]!["a"], (string?)entry["artifactType"]));
        Assert.Equal("application/vnd.in-toto+json", (string?)manifest["artifactType"]);
        Assert.Equal("application/vnd.oci.image.manifest.v1+json", (string?)manifest["mediaType"]);
        Assert.Equal("sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", (string?)manifest["config"]!["digest"]);
        Assert.Equal(image.Digest.ToString(), (string?)manifest["subject"]!["digest"]);
        Assert.Equal(new FileInfo(Path.Combine(image.LayoutDirectory, "blobs/sha256/" + image.Digest.Hex)).Length, (long)manifest["subject"]!["size"]!);
        Assert.Equal(Digest.Of(s_artifact.Content).ToString(), (string?)manifest["layers"]![0]!["digest"]);
        Assert.Equal(image.Digest.ToString(), (string?)Json(image, "index.json")["manifests"]![0]!["digest"]);
    }

    [Fact]
    public async Task The_same_artifact_twice_is_kept_once_and_other_types_and_subjects_arent_mixed_in()
    {
        var (image, referrers) = await LayoutAsync();

        await referrers.AttachAsync(image.Digest, s_artifact, default);
        await referrers.AttachAsync(image.Digest, s_artifact, default);
        await referrers.AttachAsync(image.Digest, s_artifact with { ArtifactType = "application/other" }, default);
        await referrers.AttachAsync(Digest.Parse((string)Json(image, "index.json")["manifests"]![1]!["digest"]!), s_artifact with { Content = [9] }, default);

        var found = Assert.Single(await referrers.ReferrersAsync(image.Digest, AttestationBundle.ArtifactType, default));
        Assert.Equal(s_artifact.Content, found.Content);
        Assert.Equal("b", found.Annotations["a"]);
        Assert.Empty(await referrers.ReferrersAsync(Release.Image, AttestationBundle.ArtifactType, default));
    }

    [Fact]
    public async Task A_folder_that_is_no_layout_and_a_layout_without_the_image_are_refused()
    {
        var (_, referrers) = await LayoutAsync();

        Assert.Contains("no index.json", (await Refused.WithAsync("PIPE3507", () => new LayoutReferrers(application.Root).AttachAsync(Release.Image, s_artifact, default))).Message);
        Assert.Contains("has no image", (await Refused.WithAsync("PIPE3507", () => referrers.AttachAsync(Release.Image, s_artifact, default))).Message);
    }

    [Fact]
    public async Task Damage_of_a_layout_is_refused()
    {
        var (image, referrers) = await LayoutAsync();
        await referrers.AttachAsync(image.Digest, s_artifact, default);
        var blob = Path.Combine(image.LayoutDirectory, "blobs", "sha256", Digest.Of(s_artifact.Content).Hex);
        Task ReadAsync() => referrers.ReferrersAsync(image.Digest, AttestationBundle.ArtifactType, default);

        await File.WriteAllTextAsync(blob, "contenT");
        Assert.Contains("holds something else", (await Refused.WithAsync("PIPE3507", ReadAsync)).Message);
        File.Delete(blob);
        Assert.Contains("lacks the blob", (await Refused.WithAsync("PIPE3507", ReadAsync)).Message);
        await using (var large = File.Create(blob))
            large.SetLength(64 * 1024 * 1024);
        Assert.Contains("more than a manifest", (await Refused.WithAsync("PIPE3507", ReadAsync)).Message);
        await File.WriteAllTextAsync(Path.Combine(image.LayoutDirectory, "index.json"), """{"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json"}]}""");
        Assert.Contains("sha256 digest", (await Refused.WithAsync("PIPE3507", ReadAsync)).Message);
        await File.WriteAllTextAsync(Path.Combine(image.LayoutDirectory, "index.json"), """{"manifests":[1]}""");
        Assert.Empty(await referrers.ReferrersAsync(image.Digest, AttestationBundle.ArtifactType, default));
        Assert.Contains("sha256 digest", (await Refused.WithAsync("PIPE3507", () => referrers.AttachAsync(image.Digest, s_artifact, default))).Message);
        await File.WriteAllTextAsync(Path.Combine(image.LayoutDirectory, "index.json"), "{");
        Assert.Contains("no JSON object", (await Refused.WithAsync("PIPE3507", () => referrers.AttachAsync(image.Digest, s_artifact, default))).Message);
    }

    [Fact]
    public async Task What_an_index_names_and_only_a_registry_has_is_passed_over_and_an_index_without_list_gets_one()
    {
        var (image, referrers) = await LayoutAsync();
        var index = Path.Combine(image.LayoutDirectory, "index.json");

        await File.WriteAllTextAsync(index, $$$"""{"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{{{Release.Image}}}","size":1}]}""");
        Assert.Empty(await referrers.ReferrersAsync(image.Digest, AttestationBundle.ArtifactType, default));
        await File.WriteAllTextAsync(index, """{"schemaVersion":2}""");
        await referrers.AttachAsync(image.Digest, s_artifact, default);

        Assert.Single(await referrers.ReferrersAsync(image.Digest, AttestationBundle.ArtifactType, default));
    }

    [RequiresTool("skopeo", install: "apt-get install -y skopeo")]
    public async Task Skopeo_still_reads_the_image_under_its_tag()
    {
        var (image, referrers) = await LayoutAsync();
        await referrers.AttachAsync(image.Digest, s_artifact, default);

        var found = JsonNode.Parse(await SkopeoAsync("inspect", "--raw", $"oci:{image.LayoutDirectory}:1.2.3"))!;

        Assert.Equal((string?)Json(image, "blobs/sha256/" + image.Digest.Hex)["config"]!["digest"], (string?)found["config"]!["digest"]);
    }

    private static async Task<string> SkopeoAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("skopeo", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        return output;
    }
}
