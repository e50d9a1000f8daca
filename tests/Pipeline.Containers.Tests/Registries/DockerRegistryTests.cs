namespace Pipeline.Containers.Tests.Registries;

/// <summary>The contract with Debian's docker-registry 2.8, which has no referrers API: the fallback tag is used.</summary>
public sealed class DockerRegistryTests(OpenRegistry registry) : IClassFixture<OpenRegistry>
{
    [RequiresRegistry]
    public Task What_is_pushed_is_pulled_the_same() => RegistryContract.What_is_pushed_is_pulled_the_same(registry.Host);

    [RequiresRegistry]
    public Task A_second_push_and_a_second_pull_transfer_nothing() => RegistryContract.A_second_push_and_a_second_pull_transfer_nothing(registry.Host);

    [RequiresRegistry]
    public Task A_pull_fetches_what_is_missing_or_damaged() => RegistryContract.A_pull_fetches_what_is_missing_or_damaged(registry.Host);

    [RequiresRegistry]
    public Task A_tag_resolves_to_its_digest_and_moves() => RegistryContract.A_tag_resolves_to_its_digest_and_moves(registry.Host);

    [RequiresRegistry]
    public Task What_is_not_there_is_named() => RegistryContract.What_is_not_there_is_named(registry.Host);

    [RequiresRegistry]
    public Task An_image_for_two_platforms_keeps_both_and_one_can_be_chosen() => RegistryContract.An_image_for_two_platforms_keeps_both_and_one_can_be_chosen(registry.Host);

    [RequiresRegistry]
    public Task A_copy_in_one_registry_transfers_no_blob() => RegistryContract.A_copy_in_one_registry_transfers_no_blob(registry.Host);

    [RequiresRegistry]
    public Task Without_a_tag_an_image_is_put_there_by_digest_alone() => RegistryContract.Without_a_tag_an_image_is_put_there_by_digest_alone(registry.Host);

    [RequiresRegistry]
    public Task An_artifact_is_found_by_its_image() => RegistryContract.An_artifact_is_found_by_its_image(registry.Host);

    [RequiresRegistry]
    public Task A_deleted_artifact_is_no_longer_listed() => RegistryContract.A_deleted_artifact_is_no_longer_listed(registry.Host);

    [RequiresRegistry]
    public Task An_image_deleted_by_digest_is_gone_with_its_tags() => RegistryContract.An_image_deleted_by_digest_is_gone_with_its_tags(registry.Host);

    [RequiresRegistry]
    public Task A_damaged_layout_is_not_pushed() => RegistryContract.A_damaged_layout_is_not_pushed(registry.Host);

    [RequiresRegistry]
    public Task A_base_image_is_fetched_once_and_builds_reproducibly() => RegistryContract.A_base_image_is_fetched_once_and_builds_reproducibly(registry.Host);
}
