using Pipeline.Components.Promoting;
using Pipeline.Containers.Tests.Registries;
using Pipeline.Errors;
using Pipeline.Kubernetes.Recording;

namespace Pipeline.Components.Tests.Promoting;

public sealed class ReleaseRegistriesTests(OpenRegistry registry) : IClassFixture<OpenRegistry>
{
    private const string Digest = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    [Fact]
    public void A_release_keeps_its_digests_and_takes_its_own_images_from_the_other_registry()
    {
        var release = new Release
        {
            Application = "app", Number = 7, State = ReleaseState.Deployed, Sequence = 1, StartedBy = "ana", StartedAt = default, ChangedAt = default, PlanHash = Digest, SetHash = Digest,
            Images = [$"ghcr.io/acme/app@{Digest}", $"ghcr.io/acme2/app@{Digest}", $"docker.io/library/proxy@{Digest}"],
        };

        var moved = new ReleaseRegistries("ghcr.io/acme", "ghcr.io/acme/production").Moved(release);

        Assert.Equal([$"ghcr.io/acme/production/app@{Digest}", $"ghcr.io/acme2/app@{Digest}", $"docker.io/library/proxy@{Digest}"], moved.Images);
        Assert.Equal(7, moved.Number);
    }

    [RequiresRegistry]
    public async Task What_was_not_copied_is_refused_with_what_copies_it()
    {
        var registries = new ReleaseRegistries($"{registry.Host}/staging", $"{registry.Host}/production");

        var refused = await Assert.ThrowsAsync<PipelineException>(() => registries.RequireAsync([$"docker.io/library/proxy@{Digest}", $"{registry.Host}/production/app@{Digest}"], "./build.sh CopyImages --release 7", default));

        Assert.Equal(("PIPE2205", 2), (refused.Code.Id, refused.ExitCode));
        Assert.Contains($"{registry.Host}/production/app@{Digest}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("./build.sh CopyImages --release 7", refused.Message, StringComparison.Ordinal);
    }
}
