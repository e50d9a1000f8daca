using Pipeline.Components.Environments;
using Pipeline.Errors;

namespace Pipeline.Components.Promoting;

/// <summary>Whether a promotion is asked for as it must be. Asked before anything runs, so that a mistake ends with exit code 2.</summary>
internal static class PromotionCheck
{
    /// <summary>True, or an exception that says what is wrong.</summary>
    public static bool IsFed(IPromote build)
    {
        EnvironmentCheck.HasCluster(build);
        if (!build.IsRehearsal && !build.Policy.Target.Equals(build.Environment, StringComparison.OrdinalIgnoreCase))
            throw Refused($"Releases are promoted from {build.Policy.Source} to {build.Policy.Target}; '{build.Environment}' isn't fed by any environment. Give --environment {build.Policy.Target}, or deploy to {build.Environment} with Deploy.");
        if (build is { IsRehearsal: false, ReleaseNumber: null })
            throw Refused($"Which release is to be promoted to {build.Environment}? Give --release N; ./build.sh Releases --environment {build.Policy.Source} shows them.");
        if (build.ReleaseNumber is <= 0)
            throw Refused($"--release {build.ReleaseNumber} is no number of a release; they begin with 1.");
        if (build.OverrideFreeze != !string.IsNullOrWhiteSpace(build.Reason))
            throw Refused(build.OverrideFreeze ? "--override-freeze needs a reason that is recorded: --reason \"…\"." : "--reason stands for --override-freeze, which isn't given.");
        return true;
    }

    /// <summary>True, or an exception that says what is missing.</summary>
    public static bool IsApproved(IPromote build) => build.IsRehearsal || build.PlanHash is not null
        ? true
        : throw Refused($"Promoting to {build.Environment} takes the hash of an approved plan. Make the plan with ./build.sh PlanRelease --environment {build.Environment} --release {build.ReleaseNumber}, have it approved, and give --plan-hash.");

    private static PipelineException Refused(string message) => new(ComponentErrors.PromotionUnclear, message) { ExitCode = 2 };
}
