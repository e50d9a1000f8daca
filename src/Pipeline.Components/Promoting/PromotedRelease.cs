using Pipeline.Components.Deploying;
using Pipeline.Errors;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Recording;
using Pipeline.Releases;

namespace Pipeline.Components.Promoting;

/// <summary>The release that is asked for, as the environment has it that feeds.</summary>
internal static class PromotedRelease
{
    /// <exception cref="PipelineException">PIPE9705, exit code 2: there is no such release.</exception>
    public static async Task<Release> FindAsync(IPromote build, Deployer deployer, DeployTarget target, CancellationToken cancellationToken)
    {
        var history = await deployer.HistoryAsync(build.Application, target.Namespace, cancellationToken);
        var source = build.ReleaseNumber is { } number ? history.FirstOrDefault(x => x.Number == number) : history.FirstOrDefault(x => x.State == ReleaseState.Deployed);
        return source ?? throw new PipelineException(
            ReleaseErrors.NoSuchRelease,
            $"{build.Policy.Source} has no {(build.ReleaseNumber is { } asked ? $"release {asked}" : "deployed release")} of {build.Application}. {(history.Count == 0 ? "It has none at all: deploy there first." : $"It has {string.Join(", ", history.Select(x => x.Number))}.")}") { ExitCode = 2 };
    }
}
