using Pipeline.Components.Images;
using Pipeline.Containers.Bills;
using Pipeline.Containers.Registries;
using Pipeline.Containers.Tests.Registries;
using Pipeline.Errors;

namespace Pipeline.Components.Tests.Images;

/// <summary>Pushes to Debian's docker-registry.</summary>
public sealed class ImagePushTests(OpenRegistry registry) : IClassFixture<OpenRegistry>, IDisposable
{
    private readonly SampleImage _image = new();

    public void Dispose() => _image.Dispose();

    [RequiresRegistry]
    public async Task An_image_is_pushed_with_its_bill_and_told_by_digest()
    {
        var built = await _image.BuildAsync(hasBase: true);
        var bill = _image.Write("sbom/app.cdx.json", $$$"""{"metadata":{"component":{"version":"{{{built.Digest}}}" } } }""");
        await ImageAttachments.AttachAsync(_image.Files, bill, _image.In("release/app"), default);
        using var client = new RegistryClient();

        var pushed = await ImagePush.RunAsync(client, _image.Files, $"{registry.Host}/acme", "staging", default);

        Assert.Equal(($"{registry.Host}/acme/app@{built.Digest}", 1), (pushed.Reference, pushed.Referrers));
        var there = ImageReference.Parse(pushed.Reference);
        Assert.Equal(built.Digest, (await client.ResolveAsync(there.WithTag("1.2.3"))).Digest);
        Assert.Equal(await File.ReadAllBytesAsync(bill), (await client.ReadArtifactAsync(there.WithDigest(Assert.Single(await client.ReferrersAsync(there, BillOfMaterials.MediaType)).Digest))).Content);
        Assert.Contains(pushed.Reference, await File.ReadAllTextAsync(_image.In("images/app.pushed.json")), StringComparison.Ordinal);
        Assert.Equal(0, (await ImagePush.RunAsync(client, _image.Files, $"{registry.Host}/acme", "staging", default)).Transferred);
    }

    [Fact]
    public async Task An_application_layer_alone_is_refused_before_anything_is_sent()
    {
        var built = await _image.BuildAsync();
        using var client = new RegistryClient();

        var refused = await Assert.ThrowsAsync<PipelineException>(() => ImagePush.RunAsync(client, _image.Files, "localhost:1/acme", "staging", default));

        Assert.Equal("PIPE2202", refused.Code.Id);
        Assert.Contains($"app@{built.Digest} isn't pushed to 'localhost:1/acme' for 'staging'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bill_of_another_image_is_not_attached()
    {
        await _image.BuildAsync();
        var bill = _image.Write("sbom/app.cdx.json", $$$"""{"metadata":{"component":{"version":"{{{Containers.Digest.Of("other"u8)}}}" } } }""");
        var index = await File.ReadAllTextAsync(_image.In("images/app/index.json"));

        await ImageAttachments.AttachAsync(_image.Files, bill, _image.In("release/app"), default);

        Assert.Equal(index, await File.ReadAllTextAsync(_image.In("images/app/index.json")));
    }

    [Fact]
    public async Task An_image_that_came_as_an_archive_alone_is_unpacked_whole()
    {
        var built = await _image.BuildAsync();
        var before = Directory.GetFiles(built.LayoutDirectory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        Directory.Delete(built.LayoutDirectory, recursive: true);

        await ImageAttachments.AttachAsync(_image.Files, _image.In("none"), _image.In("none"), default);

        Assert.Equal(before, Directory.GetFiles(built.LayoutDirectory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("rehearsal", null, "A rehearsal has no registry")]
    [InlineData("staging", null, "has no 'Registry'")]
    [InlineData("staging", "https://ghcr.io/acme", "is no registry")]
    [InlineData("staging", "ghcr.io/acme:1", "is no registry")]
    [InlineData("staging", "acme", "is no registry")]
    [InlineData("staging", "ghcr.io/acme", null)]
    [InlineData("staging", "localhost:5000", null)]
    public void An_environment_names_a_registry_by_host_and_namespace(string environment, string? name, string? refusal)
    {
        IHazRegistry build = new SampleBuild { Environment = environment, Registry = name };

        if (refusal is null)
            Assert.True(build.HasRegistry());
        else
            Assert.Contains(refusal, Assert.Throws<PipelineException>(() => build.HasRegistry()).Message, StringComparison.Ordinal);
    }
}
