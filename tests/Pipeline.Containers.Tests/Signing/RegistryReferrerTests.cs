using Pipeline.Containers.Registries;
using Pipeline.Containers.Signing.Attesting;
using Pipeline.Containers.Signing.Verifying;
using Pipeline.Containers.Tests.Registries;

namespace Pipeline.Containers.Tests.Signing;

public sealed class RegistryReferrerTests
{
    private static readonly VerificationPolicy s_policy = Release.Policy with { EveryAttestationMustHold = false };

    [RequiresRegistry]
    public async Task A_release_is_verified_from_a_registry_without_the_referrers_API()
    {
        await using var registry = await DockerRegistry.StartAsync();
        await VerifiedAsync(registry.Host);
    }

    [Fact]
    public async Task A_release_is_verified_from_a_registry_with_the_referrers_API()
    {
        using var registry = new FakeRegistry();
        await VerifiedAsync(registry.Host);
    }

    private static async Task VerifiedAsync(string host)
    {
        using var client = new RegistryClient(RegistryContract.Options);
        using var image = await TestImage.BuildAsync();
        var target = TestImage.At(host);
        await client.PushAsync(image.Layout, target);
        var referrers = new RegistryReferrers(client, target);
        var bundle = AttestationBundle.Of(Release.Attestations(image: image.Built.Digest));
        var junk = new ReferrerArtifact(AttestationBundle.ArtifactType, "text/plain", "junk"u8.ToArray(), new Dictionary<string, string>());

        await bundle.AttachAsync(image.Built.Digest, referrers, default);
        await bundle.AttachAsync(image.Built.Digest, referrers, default);
        await referrers.AttachAsync(image.Built.Digest, junk, default);
        var fetched = await AttestationBundle.FetchAsync(image.Built.Digest, referrers, default);

        Assert.Equal(6, fetched.Entries.Count);
        Assert.Equal(bundle.Entries.Select(x => Digest.Of(x.Content.Span).ToString()).Append(Digest.Of("junk"u8).ToString()).Order(), fetched.Entries.Select(x => x.Name.Split(' ')[1]));
        Release.Verify(fetched, s_policy, image: image.Built.Digest).Require();
        Assert.False(Release.Verify(fetched, image: image.Built.Digest).IsVerified);
    }
}
