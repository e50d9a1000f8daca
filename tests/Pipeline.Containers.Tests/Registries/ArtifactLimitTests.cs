using Pipeline.Containers.Registries;

namespace Pipeline.Containers.Tests.Registries;

/// <summary>What anyone may put beside an image isn't read without end.</summary>
public sealed class ArtifactLimitTests : IDisposable
{
    private readonly FakeRegistry registry = new();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task An_artifact_that_is_too_large_is_named_and_not_read()
    {
        using var image = await TestImage.BuildAsync();
        using var client = new RegistryClient();
        var target = TestImage.At(registry.Host);
        await client.PushAsync(image.Layout, target);
        var artifact = target.WithDigest(await client.AttachAsync(target, new ReferrerArtifact("application/vnd.example", "text/plain", new byte[2000], new Dictionary<string, string>())));
        using var careful = new RegistryClient(new RegistryOptions { MaxArtifactBytes = 1999 });

        var refused = await Assert.ThrowsAsync<RegistryException>(() => careful.ReadArtifactAsync(artifact));

        Assert.Equal("PIPE3110", refused.Code.Id);
        Assert.Contains("has 2000 bytes, and up to 1999 are read", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2000, (await client.ReadArtifactAsync(artifact)).Content.Length);
    }
}
