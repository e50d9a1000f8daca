using Pipeline.Containers.Registries;

namespace Pipeline.Containers.Tests.Registries;

/// <summary>The contract with the fake registry, which has the referrers API, pages and least sizes of pieces; and what only such a registry shows.</summary>
public sealed class FakeRegistryTests : IDisposable
{
    private readonly FakeRegistry registry = new() { MinChunk = 60_000 };

    public void Dispose() => registry.Dispose();

    [Fact]
    public Task What_is_pushed_is_pulled_the_same() => RegistryContract.What_is_pushed_is_pulled_the_same(registry.Host);

    [Fact]
    public Task A_second_push_and_a_second_pull_transfer_nothing() => RegistryContract.A_second_push_and_a_second_pull_transfer_nothing(registry.Host);

    [Fact]
    public Task A_pull_fetches_what_is_missing_or_damaged() => RegistryContract.A_pull_fetches_what_is_missing_or_damaged(registry.Host);

    [Fact]
    public Task A_tag_resolves_to_its_digest_and_moves() => RegistryContract.A_tag_resolves_to_its_digest_and_moves(registry.Host);

    [Fact]
    public Task What_is_not_there_is_named() => RegistryContract.What_is_not_there_is_named(registry.Host);

    [Fact]
    public Task An_image_for_two_platforms_keeps_both_and_one_can_be_chosen() => RegistryContract.An_image_for_two_platforms_keeps_both_and_one_can_be_chosen(registry.Host);

    [Fact]
    public Task A_copy_in_one_registry_transfers_no_blob() => RegistryContract.A_copy_in_one_registry_transfers_no_blob(registry.Host);

    [Fact]
    public Task Without_a_tag_an_image_is_put_there_by_digest_alone() => RegistryContract.Without_a_tag_an_image_is_put_there_by_digest_alone(registry.Host);

    [Fact]
    public Task An_artifact_is_found_by_its_image() => RegistryContract.An_artifact_is_found_by_its_image(registry.Host);

    [Fact]
    public Task A_deleted_artifact_is_no_longer_listed() => RegistryContract.A_deleted_artifact_is_no_longer_listed(registry.Host);

    [Fact]
    public Task An_image_deleted_by_digest_is_gone_with_its_tags() => RegistryContract.An_image_deleted_by_digest_is_gone_with_its_tags(registry.Host);

    [Fact]
    public Task A_damaged_layout_is_not_pushed() => RegistryContract.A_damaged_layout_is_not_pushed(registry.Host);

    [Fact]
    public Task A_base_image_is_fetched_once_and_builds_reproducibly() => RegistryContract.A_base_image_is_fetched_once_and_builds_reproducibly(registry.Host);

    [Fact]
    public async Task Pages_are_followed_to_the_last()
    {
        using var client = new RegistryClient(RegistryContract.Options);
        using var image = await TestImage.BuildAsync();
        var target = TestImage.At(registry.Host);
        foreach (var tag in (string[])["a", "b", "c", "d", "e"])
            await client.PushAsync(image.Layout, target.WithTag(tag));

        Assert.Equal(["a", "b", "c", "d", "e"], await client.TagsAsync(target));
        Assert.Equal(3, registry.Requests.Count(x => x.Contains("/tags/list")));
    }

    [Fact]
    public async Task With_the_referrers_api_no_fallback_tag_is_written()
    {
        using var client = new RegistryClient(RegistryContract.Options);
        using var image = await TestImage.BuildAsync();
        var target = TestImage.At(registry.Host);
        await client.PushAsync(image.Layout, target);

        await client.AttachAsync(target, new("application/vnd.test", "text/plain", [1], new Dictionary<string, string>()));

        Assert.DoesNotContain(registry.Requests, x => x.Contains("sha256-"));
    }

    [Fact]
    public async Task A_tag_alone_is_deleted_where_the_registry_can()
    {
        using var client = new RegistryClient(RegistryContract.Options);
        using var image = await TestImage.BuildAsync();
        var target = TestImage.At(registry.Host);
        await client.PushAsync(image.Layout, target);
        await client.TagAsync(target, "other");

        await client.DeleteAsync(target);

        Assert.Equal(["other"], await client.TagsAsync(target));
    }
}
