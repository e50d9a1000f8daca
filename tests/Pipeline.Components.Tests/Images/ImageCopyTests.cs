using Pipeline.Components.Images;
using Pipeline.Components.Signing;
using Pipeline.Containers.Registries;
using Pipeline.Containers.Signing.Attesting;
using Pipeline.Containers.Signing.Keys;
using Pipeline.Containers.Tests.Registries;
using Pipeline.Errors;

namespace Pipeline.Components.Tests.Images;

/// <summary>A release goes from staging's registry to production's: two of Debian's docker-registry.</summary>
public sealed class ImageCopyTests(OpenRegistry staging) : IClassFixture<OpenRegistry>, IDisposable
{
    private readonly SampleImage _image = new();

    public void Dispose() => _image.Dispose();

    [RequiresRegistry]
    public async Task An_image_is_copied_by_digest_with_its_attestations_which_are_the_same_there()
    {
        await using var production = await DockerRegistry.StartAsync();
        var built = await _image.BuildAsync(hasBase: true);
        using var key = SigningKey.Generate();
        var statements = new ReleaseStatements
        {
            Image = _image.Files, Evidence = await _image.EvidenceAsync(built), Bill = _image.In("none"), ScanSummary = _image.In("none"), BuilderId = ReleaseBuilder.Local, SdkVersion = "10.0.401", Now = TimeProvider.System.GetUtcNow(),
        };
        await (await statements.SignAsync(key, default)).WriteAsync(_image.In("release/app"), default);
        await ImageAttachments.AttachAsync(_image.Files, _image.In("none"), _image.In("release/app"), default);
        using var client = new RegistryClient();
        var pushed = await ImagePush.RunAsync(client, _image.Files, $"{staging.Host}/acme/staging", "staging", default);

        var copied = await ImageCopy.RunAsync(client, pushed.Reference, $"{staging.Host}/acme/staging", $"{production.Host}/acme", "7", default);
        var again = await ImageCopy.RunAsync(client, pushed.Reference, $"{staging.Host}/acme/staging", $"{production.Host}/acme", "7", default);

        Assert.Equal(($"{production.Host}/acme/app@{built.Digest}", pushed.Referrers, 0), (copied.Reference, copied.Referrers, copied.LeftBehind.Count));
        Assert.True(copied is { Transferred: > 0, Referrers: > 0 });
        Assert.Equal((copied.Reference, 0, copied.Referrers), (again.Reference, again.Transferred, again.Referrers));
        var there = ImageReference.Parse(copied.Reference);
        Assert.Equal(built.Digest, (await client.ResolveAsync(there.WithTag("7"))).Digest);
        Assert.Equal(
            await ContentsAsync(new RegistryReferrers(client, ImageReference.Parse(pushed.Reference)), built.Digest),
            await ContentsAsync(new RegistryReferrers(client, there), built.Digest));
    }

    [Fact]
    public async Task In_one_registry_for_both_nothing_is_asked_or_sent()
    {
        using var client = new RegistryClient();
        var image = $"localhost:1/acme/app@{Containers.Digest.Of("x"u8)}";

        Assert.Equal((image, 0, 0), await ImageCopy.RunAsync(client, image, "localhost:1/acme", "localhost:1/acme", "7", default) is var copied ? (copied.Reference, copied.Transferred, copied.Referrers) : default);
    }

    [Theory]
    [InlineData("ghcr.io/acme/app:1.2", "ghcr.io/acme")]
    [InlineData("ghcr.io/acme2/app@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "ghcr.io/acme")]
    public async Task An_image_of_elsewhere_or_by_a_tag_is_not_copied(string image, string from)
    {
        using var client = new RegistryClient();

        var refused = await Assert.ThrowsAsync<PipelineException>(() => ImageCopy.RunAsync(client, image, from, "localhost:1/acme", null, default));

        Assert.Equal("PIPE2204", refused.Code.Id);
        Assert.Contains(image, refused.Message, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> ContentsAsync(RegistryReferrers referrers, Containers.Digest digest) =>
        (await referrers.ReferrersAsync(digest, AttestationBundle.ArtifactType, default)).Select(x => Convert.ToBase64String(x.Content)).Order(StringComparer.Ordinal);
}
