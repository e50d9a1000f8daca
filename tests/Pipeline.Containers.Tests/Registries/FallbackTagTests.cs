using Pipeline.Containers.Registries;

namespace Pipeline.Containers.Tests.Registries;

/// <summary>Docker's registry, where it isn't like others.</summary>
public sealed class FallbackTagTests(OpenRegistry registry) : IClassFixture<OpenRegistry>
{
    [RequiresRegistry]
    public async Task Artifacts_attached_at_the_same_time_are_all_listed()
    {
        using var client = new RegistryClient(RegistryContract.Options);
        using var image = await TestImage.BuildAsync();
        var target = TestImage.At(registry.Host);
        await client.PushAsync(image.Layout, target);

        var attached = await Task.WhenAll(Enumerable.Range(0, 4).Select(x => client.AttachAsync(target, new("application/vnd.test", "text/plain", [(byte)x], new Dictionary<string, string>()))));

        Assert.Equal(attached.Select(x => x.Hex).Order(), (await client.ReferrersAsync(target)).Select(x => x.Digest.Hex).Order());
        Assert.Contains($"sha256-{image.Built.Digest.Hex}", await client.TagsAsync(target));
    }

    [RequiresRegistry]
    public async Task A_registry_that_has_not_finished_with_a_blob_yet_is_given_the_time()
    {
        using var proxy = new FaultProxy(registry.Host).Status("PUT", "/manifests/sha256:", 400, 2, """{"errors":[{"code":"DIGEST_INVALID"},{"code":"MANIFEST_BLOB_UNKNOWN"}]}""");
        using var client = new RegistryClient(RegistryContract.Options);
        using var image = await TestImage.BuildAsync();
        var target = TestImage.At(proxy.Host);
        await client.PushAsync(image.Layout, target);

        var attached = await client.AttachAsync(target, new("application/vnd.test", "text/plain", [1], new Dictionary<string, string>()));

        Assert.Equal(attached, Assert.Single(await client.ReferrersAsync(target)).Digest);
    }

    [RequiresRegistry]
    public async Task Two_programs_that_attach_at_the_same_time_do_not_lose_each_others_entries()
    {
        using var image = await TestImage.BuildAsync();
        var target = TestImage.At(registry.Host);
        RegistryClient[] clients = [.. Enumerable.Range(0, 3).Select(_ => new RegistryClient(RegistryContract.Options with { BackOff = TimeSpan.FromMilliseconds(300) }))];
        await clients[0].PushAsync(image.Layout, target);

        var attached = await Task.WhenAll(clients.Select((x, i) => x.AttachAsync(target, new("application/vnd.test", "text/plain", [(byte)i], new Dictionary<string, string>()))));

        Assert.Equal(attached.Select(x => x.Hex).Order(), (await clients[0].ReferrersAsync(target)).Select(x => x.Digest.Hex).Order());
        foreach (var client in clients)
            client.Dispose();
    }

    [RequiresRegistryAndSkopeo]
    public async Task Skopeo_reads_what_was_pushed_and_what_it_pushes_is_read()
    {
        using var client = new RegistryClient(RegistryContract.Options);
        using var image = await TestImage.BuildAsync();
        var (ours, theirs) = (TestImage.At(registry.Host), TestImage.At(registry.Host));
        await client.PushAsync(image.Layout, ours);

        await Skopeo.RunAsync("copy", "--insecure-policy", "--src-tls-verify=false", $"docker://{ours}", $"oci:{image.Folder("skopeo")}:1.2.3");
        await Skopeo.RunAsync("copy", "--insecure-policy", "--dest-tls-verify=false", "--format=v2s2", $"oci:{image.Folder("skopeo")}:1.2.3", $"docker://{theirs}");
        var pulled = await client.PullAsync(theirs, image.Folder("docker"));

        Assert.Equal(image.Built.Digest, await new Containers.Registries.Transfer.LayoutFolder(image.Folder("skopeo")).FindAsync(ours, default));
        Assert.Equal("application/vnd.docker.distribution.manifest.v2+json", pulled.MediaType);
        Assert.Equal(pulled.Digest, (await client.PushAsync(image.Folder("docker"), TestImage.At(registry.Host))).Digest);
        var onTop = await TestImage.BuildAsync(x => x with { BaseImage = new Building.BaseImage(image.Folder("docker")) });
        Assert.Equal(image.Built.Layers[0].DiffId, onTop.Built.Layers[0].DiffId);
        onTop.Dispose();
    }

    [RequiresRegistry]
    public async Task A_tag_alone_is_not_deleted_with_all_others_of_its_image()
    {
        using var client = new RegistryClient(RegistryContract.Options);
        using var image = await TestImage.BuildAsync();
        var target = TestImage.At(registry.Host);
        await client.PushAsync(image.Layout, target);
        await client.TagAsync(target, "other");

        var error = await Assert.ThrowsAsync<RegistryException>(() => client.DeleteAsync(target.WithTag("other")));

        Assert.Equal("PIPE3107", error.Code.Id);
        Assert.Contains("by digest", error.Message);
        Assert.Equal(2, (await client.TagsAsync(target)).Count);
    }
}
