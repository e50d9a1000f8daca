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
