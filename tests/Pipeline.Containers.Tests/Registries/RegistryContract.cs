using Pipeline.Containers.Building;
using Pipeline.Containers.Registries;
using Pipeline.Errors;

namespace Pipeline.Containers.Tests.Registries;

/// <summary>What holds with any registry. Debian's docker-registry and the fake are both held against it, so that the fake says nothing untrue.</summary>
internal static class RegistryContract
{
    public static RegistryOptions Options { get; } = new() { BackOff = TimeSpan.FromMilliseconds(1), ChunkBytes = 50_000, MonolithicMaxBytes = 100_000 };

    public static async Task What_is_pushed_is_pulled_the_same(string host)
    {
        using var client = new RegistryClient(Options);
        using var image = await TestImage.BuildAsync();
        var target = TestImage.At(host);

        var pushed = await client.PushAsync(image.Layout, target);
        var pulled = await client.PullAsync(target, image.Folder("pulled"));

        Assert.Equal((image.Built.Digest, image.Built.Digest), (pushed.Digest, pulled.Digest));
        Assert.Equal((2, 2), (pushed.BlobsTransferred, pulled.BlobsTransferred)); // One of them is larger than what is sent in one piece.
        Assert.Equal(target.WithDigest(image.Built.Digest), pushed.Image);
        foreach (var blob in Directory.EnumerateFiles(Path.Combine(image.Layout, "blobs", "sha256")))
            Assert.Equal(await File.ReadAllBytesAsync(blob), await File.ReadAllBytesAsync(Path.Combine(image.Folder("pulled"), "blobs", "sha256", Path.GetFileName(blob))));
        Assert.Equal(3, Directory.GetFiles(Path.Combine(image.Folder("pulled"), "blobs", "sha256")).Length);
    }

    public static async Task A_second_push_and_a_second_pull_transfer_nothing(string host)
    {
        using var client = new RegistryClient(Options);
        using var image = await TestImage.BuildAsync();
        var target = TestImage.At(host);
        await client.PushAsync(image.Layout, target);
        await client.PullAsync(target, image.Folder("pulled"));

        var pushed = await client.PushAsync(image.Layout, target.WithTag("again"));
        var pulled = await client.PullAsync(target, image.Folder("pulled"));

        Assert.Equal((0, 2), (pushed.BlobsTransferred, pushed.BlobsPresent));
        Assert.Equal((0, 2, 0), (pulled.BlobsTransferred, pulled.BlobsPresent, pulled.BytesTransferred));
    }

    public static async Task A_pull_fetches_what_is_missing_or_damaged(string host)
    {
        using var client = new RegistryClient(Options);
        using var image = await TestImage.BuildAsync();
        var target = TestImage.At(host);
        await client.PushAsync(image.Layout, target);
        await client.PullAsync(target, image.Folder("pulled"));
        var layer = Path.Combine(image.Folder("pulled"), "blobs", "sha256", image.Built.Layers[0].Digest.Hex);
        var content = await File.ReadAllBytesAsync(layer);
        content[1000] ^= 1;
        await File.WriteAllBytesAsync(layer, content);

        var pulled = await client.PullAsync(target, image.Folder("pulled"));

        Assert.Equal((1, 1), (pulled.BlobsTransferred, pulled.BlobsPresent));
        Assert.Equal(image.Built.Layers[0].Digest, Digest.Of(await File.ReadAllBytesAsync(layer)));
    }

    public static async Task A_tag_resolves_to_its_digest_and_moves(string host)
    {
        using var client = new RegistryClient(Options);
        using var first = await TestImage.BuildAsync();
        using var second = await TestImage.BuildAsync(x => x with { Revision = null });
        var target = TestImage.At(host);
        await client.PushAsync(first.Layout, target);

        Assert.Equal(first.Built.Digest, (await client.ResolveAsync(target)).Digest);
        await client.PushAsync(second.Layout, target);
        Assert.Equal(second.Built.Digest, (await client.ResolveAsync(target)).Digest);
        Assert.Equal(first.Built.Digest, (await client.ResolveAsync(target.WithDigest(first.Built.Digest))).Digest);

        await client.TagAsync(target.WithDigest(first.Built.Digest), "stable");
        Assert.Equal(first.Built.Digest, (await client.ResolveAsync(target.WithTag("stable"))).Digest);
        Assert.Equal(["1.2.3", "stable"], (await client.TagsAsync(target)).Order(StringComparer.Ordinal));
    }

    public static async Task What_is_not_there_is_named(string host)
    {
        using var client = new RegistryClient(Options);
        using var image = await TestImage.BuildAsync();
        var target = TestImage.At(host);
        await client.PushAsync(image.Layout, target);
        var unknown = Digest.Of("unknown"u8);

        foreach (var missing in (ImageReference[])[target.WithTag("2"), target.WithDigest(unknown), TestImage.At(host)])
        {
            foreach (var ask in (Func<Task>[])[() => client.ResolveAsync(missing), () => client.PullAsync(missing, image.Folder("none")), () => client.TagAsync(missing, "x"), () => client.DeleteAsync(missing.WithDigest(unknown))])
            {
                var error = await Assert.ThrowsAsync<RegistryException>(ask);
                Assert.Equal("PIPE3102", error.Code.Id);
                Assert.Contains(missing.Repository, error.Message);
            }
        }

        Assert.Equal("PIPE3102", (await Assert.ThrowsAsync<RegistryException>(() => client.TagsAsync(TestImage.At(host)))).Code.Id);
    }

    public static async Task An_image_for_two_platforms_keeps_both_and_one_can_be_chosen(string host)
    {
        using var client = new RegistryClient(Options);
        using var amd64 = await TestImage.BuildAsync();
        using var arm64 = await TestImage.BuildAsync(x => x with { Platform = ImagePlatform.LinuxArm64 });
        var index = await amd64.CombineAsync(arm64);
        var target = TestImage.At(host);

        var pushed = await client.PushAsync(amd64.Layout, target);
        var all = await client.PullAsync(target, amd64.Folder("all"));
        var one = await client.PullAsync(target, amd64.Folder("one"), ImagePlatform.LinuxArm64);

        Assert.Equal((index, index, arm64.Built.Digest), (pushed.Digest, all.Digest, one.Digest));
        Assert.Equal(arm64.Built.Digest, (await client.ResolveAsync(target, ImagePlatform.LinuxArm64)).Digest);
        Assert.Equal(arm64.Built.Digest, (await client.ResolveAsync(target.WithDigest(arm64.Built.Digest), ImagePlatform.LinuxAmd64)).Digest);
        var error = await Assert.ThrowsAsync<RegistryException>(() => client.ResolveAsync(target, new ImagePlatform("linux", "s390x")));
        Assert.Contains("linux/amd64, linux/arm64", error.Message);

        // What was pulled is whole: it can be pushed elsewhere.
        Assert.Equal(index, (await client.PushAsync(amd64.Folder("all"), TestImage.At(host))).Digest);
        Assert.Equal(arm64.Built.Digest, (await client.PushAsync(amd64.Folder("one"), TestImage.At(host))).Digest);
    }

    public static async Task A_copy_in_one_registry_transfers_no_blob(string host)
    {
        using var client = new RegistryClient(Options);
        using var image = await TestImage.BuildAsync();
        var (from, to) = (TestImage.At(host), TestImage.At(host, "stable"));
        await client.PushAsync(image.Layout, from);

        var copied = await client.CopyAsync(from, to);

        Assert.Equal((0, 2), (copied.BlobsTransferred, copied.BlobsMounted));
        Assert.Equal(image.Built.Digest, (await client.ResolveAsync(to)).Digest);
        Assert.Equal(image.Built.Digest, (await client.PullAsync(to, image.Folder("copy"))).Digest);
    }

    public static async Task Without_a_tag_an_image_is_put_there_by_digest_alone(string host)
    {
        using var client = new RegistryClient(Options);
        using var image = await TestImage.BuildAsync();
        var target = TestImage.At(host) with { Tag = null };

        await client.PushAsync(image.Layout, target);

        Assert.Equal(image.Built.Digest, (await client.ResolveAsync(target.WithDigest(image.Built.Digest))).Digest);
        Assert.Equal("PIPE3102", (await Assert.ThrowsAsync<RegistryException>(() => client.ResolveAsync(target))).Code.Id); // "latest"
    }

    public static async Task An_artifact_is_found_by_its_image(string host)
    {
        using var client = new RegistryClient(Options);
        using var image = await TestImage.BuildAsync();
        var target = TestImage.At(host);
        await client.PushAsync(image.Layout, target);
        var bill = new ReferrerArtifact("application/vnd.cyclonedx+json", "application/json", "{\"bill\":1}"u8.ToArray(), new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" });
        var others = Enumerable.Range(0, 4).Select(x => new ReferrerArtifact("application/vnd.test", "text/plain", [(byte)x], new Dictionary<string, string>()));
        Assert.Empty(await client.ReferrersAsync(target));

        var digest = await client.AttachAsync(target, bill);
        var again = await client.AttachAsync(target, bill);
        foreach (var other in others)
            await client.AttachAsync(target.WithDigest(image.Built.Digest), other);

        Assert.Equal(digest, again);
        Assert.Equal(5, (await client.ReferrersAsync(target)).Count);
        Assert.Empty(await client.ReferrersAsync(target, "application/vnd.none"));
        var found = Assert.Single(await client.ReferrersAsync(target, bill.ArtifactType));
        Assert.Equal((digest, "1", "2"), (found.Digest, found.Annotations["a"], found.Annotations["b"]));
        var read = await client.ReadArtifactAsync(target.WithDigest(found.Digest));
        Assert.Equal((bill.ArtifactType, bill.MediaType), (read.ArtifactType, read.MediaType));
        Assert.Equal(bill.Content, read.Content);
        Assert.Equal(bill.Annotations, read.Annotations);
    }

    public static async Task A_deleted_artifact_is_no_longer_listed(string host)
    {
        using var client = new RegistryClient(Options);
        using var image = await TestImage.BuildAsync();
        var target = TestImage.At(host);
        await client.PushAsync(image.Layout, target);
        var kept = await client.AttachAsync(target, new("application/vnd.test", "text/plain", [1], new Dictionary<string, string>()));
        var digest = await client.AttachAsync(target, new("application/vnd.test", "text/plain", [2], new Dictionary<string, string>()));

        await client.DeleteAsync(target.WithDigest(digest));

        Assert.Equal([kept], (await client.ReferrersAsync(target)).Select(x => x.Digest));
        Assert.Equal("PIPE3102", (await Assert.ThrowsAsync<RegistryException>(() => client.ReadArtifactAsync(target.WithDigest(digest)))).Code.Id);
    }

    public static async Task An_image_deleted_by_digest_is_gone_with_its_tags(string host)
    {
        using var client = new RegistryClient(Options);
        using var image = await TestImage.BuildAsync();
        var target = TestImage.At(host);
        await client.PushAsync(image.Layout, target);

        await client.DeleteAsync(target.WithDigest(image.Built.Digest));

        Assert.Equal("PIPE3102", (await Assert.ThrowsAsync<RegistryException>(() => client.ResolveAsync(target))).Code.Id);
    }

    public static async Task A_damaged_layout_is_not_pushed(string host)
    {
        using var client = new RegistryClient(Options);
        using var image = await TestImage.BuildAsync();
        var target = TestImage.At(host);
        await File.AppendAllTextAsync(Path.Combine(image.Layout, "blobs", "sha256", image.Built.Layers[0].Digest.Hex), "x");

        var error = await Assert.ThrowsAsync<RegistryException>(() => client.PushAsync(image.Layout, target));

        Assert.Equal("PIPE3111", error.Code.Id);
        Assert.Contains(image.Built.Layers[0].Digest.ToString(), error.Message);
        Assert.Equal("PIPE3102", (await Assert.ThrowsAsync<RegistryException>(() => client.ResolveAsync(target))).Code.Id);
    }

    public static async Task A_base_image_is_fetched_once_and_builds_reproducibly(string host)
    {
        using var client = new RegistryClient(Options);
        using var amd64 = await TestImage.BuildAsync(x => x with { WorkingDirectory = "/usr/share" });
        using var arm64 = await TestImage.BuildAsync(x => x with { WorkingDirectory = "/usr/share", Platform = ImagePlatform.LinuxArm64 });
        var index = await amd64.CombineAsync(arm64);
        var reference = TestImage.At(host, "base");
        await client.PushAsync(amd64.Layout, reference);
        var cache = new BaseImageCache(client, amd64.Folder("cache"));

        var unpinned = await Assert.ThrowsAsync<RegistryException>(() => cache.GetAsync(reference, ImagePlatform.LinuxArm64));
        var pinned = reference.WithDigest(index);
        var image = await cache.GetAsync(pinned, ImagePlatform.LinuxArm64);
        await client.DeleteAsync(pinned);
        var offline = await cache.GetAsync(pinned, ImagePlatform.LinuxArm64);
        using var first = await TestImage.BuildAsync(x => x with { BaseImage = image, Platform = ImagePlatform.LinuxArm64 });
        using var second = await TestImage.BuildAsync(x => x with { BaseImage = offline, Platform = ImagePlatform.LinuxArm64 });

        Assert.Equal("PIPE3112", unpinned.Code.Id);
        Assert.Contains(pinned.ToString(), unpinned.Message);
        Assert.Equal(first.Built.Digest, second.Built.Digest);
        Assert.Equal(arm64.Built.Layers[0].Digest, first.Built.Layers[0].Digest);
        var annotations = new BuiltLayout(first.Built).Manifest["annotations"]!;
        Assert.Equal((reference.ToString(), arm64.Built.Digest.ToString()), ((string?)annotations["org.opencontainers.image.base.name"], (string?)annotations["org.opencontainers.image.base.digest"]));
    }
}
