using Microsoft.AspNetCore.Http;
using Pipeline.Containers.Building;
using Pipeline.Containers.Registries;

namespace Pipeline.Containers.Tests.Registries;

/// <summary>An image goes from one registry to another with what refers to it.</summary>
public sealed class ReferrerCopyTests : IDisposable
{
    private readonly RegistryClient client = new(RegistryContract.Options);

    // One with the referrers API, and one that keeps the list under a tag.
    private readonly FakeRegistry withApi = new();
    private readonly FakeRegistry withTag = new() { InsteadOfReferrers = x => { x.StatusCode = StatusCodes.Status404NotFound; return Task.CompletedTask; } };

    public void Dispose()
    {
        client.Dispose();
        withApi.Dispose();
        withTag.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Signatures_come_along_and_what_refers_to_them_and_the_tag_last(bool fromApi)
    {
        var (source, target) = fromApi ? (withApi, withTag) : (withTag, withApi);
        using var image = await TestImage.BuildAsync();
        var (from, to) = (TestImage.At(source.Host), TestImage.At(target.Host));
        await client.PushAsync(image.Layout, from);
        var bill = await client.AttachAsync(from, Artifact("bill"));
        var signature = await client.AttachAsync(from, Artifact("signature"));
        var nested = await client.AttachAsync(from.WithDigest(bill), Artifact("signature of the bill"));

        var copied = await client.CopyWithReferrersAsync(from.WithDigest(image.Built.Digest), to);

        Assert.Equal((to.WithDigest(image.Built.Digest), 3, 0), (copied.Image.Image, copied.Referrers.Count, copied.LeftBehind.Count));
        Assert.Equal(image.Built.Digest, (await client.ResolveAsync(to)).Digest);
        Assert.Equal(((Digest[])[bill, signature]).Select(x => x.Hex).Order(), (await client.ReferrersAsync(to)).Select(x => x.Digest.Hex).Order());
        Assert.Equal(nested, Assert.Single(await client.ReferrersAsync(to.WithDigest(bill))).Digest);
        Assert.Equal("signature of the bill"u8.ToArray(), (await client.ReadArtifactAsync(to.WithDigest(nested))).Content);
        Assert.EndsWith($"/manifests/{to.Tag}", target.Requests.FindLast(x => x.StartsWith("PUT", StringComparison.Ordinal) && !x.Contains("/manifests/sha256", StringComparison.Ordinal))!, StringComparison.Ordinal);
        Assert.Equal(0, (await client.CopyWithReferrersAsync(from, to)).Image.BlobsTransferred);
    }

    [Fact]
    public async Task What_refers_to_the_image_of_one_platform_alone_comes_along()
    {
        using var amd64 = await TestImage.BuildAsync();
        using var arm64 = await TestImage.BuildAsync(x => x with { Platform = ImagePlatform.LinuxArm64 });
        await amd64.CombineAsync(arm64);
        var (from, to) = (TestImage.At(withTag.Host), TestImage.At(withApi.Host));
        await client.PushAsync(amd64.Layout, from);
        var signature = await client.AttachAsync(from.WithDigest(arm64.Built.Digest), Artifact("signature"));

        await client.CopyWithReferrersAsync(from, to);

        Assert.Equal(signature, Assert.Single(await client.ReferrersAsync(to.WithDigest(arm64.Built.Digest))).Digest);
    }

    [Fact]
    public async Task What_is_still_listed_and_gone_is_told_and_does_not_stop_the_rest()
    {
        using var image = await TestImage.BuildAsync();
        var (from, to) = (TestImage.At(withTag.Host), TestImage.At(withApi.Host));
        await client.PushAsync(image.Layout, from);
        var gone = await client.AttachAsync(from, Artifact("gone"));
        var kept = await client.AttachAsync(from, Artifact("kept"));
        using (var http = new HttpClient())
            await http.DeleteAsync(new Uri($"http://{withTag.Host}/v2/{from.Repository}/manifests/{gone}"));

        var copied = await client.CopyWithReferrersAsync(from, to);

        Assert.Equal((kept, gone), (Assert.Single(copied.Referrers).Digest, Assert.Single(copied.LeftBehind).Digest));
    }

    private static ReferrerArtifact Artifact(string content) => new("application/vnd.test", "text/plain", System.Text.Encoding.UTF8.GetBytes(content), new Dictionary<string, string>());
}
