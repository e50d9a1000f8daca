using Pipeline.Components.Deploying;
using Pipeline.Components.Environments;
using Pipeline.Components.Releases;
using Pipeline.Errors;
using Pipeline.Releases.Promoting;
using Pipeline.Releases.Proving;

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
        if ((build.OverrideFreeze || build.BypassPromotion) != !string.IsNullOrWhiteSpace(build.Reason))
            throw Refused(build.OverrideFreeze ? "--override-freeze needs a reason that is recorded: --reason \"…\"." : "--reason stands for --override-freeze, which isn't given.");
        return true;
    }

    /// <summary>True, or an exception where the environment takes releases by promotion only.</summary>
    public static bool MayBeDeployed(IDeploy build) =>
        MayBeChanged(build, x => $"Releases come to {build.Environment} from {x.Policy.Source}: ./build.sh PlanRelease{build.CommandText} --release N, then Promote by the plan's hash. In an emergency, deploy with --bypass-promotion --reason \"…\".");

    /// <summary>True, or an exception where the schema changes by promotion only.</summary>
    public static bool MayBeMigrated(IHazEnvironment build) =>
        MayBeChanged(build, _ => $"The schema of {build.Environment} changes with its releases: Promote applies the expand phase, FinishRelease the contract phase, Rollback goes back. In an emergency, --bypass-promotion --reason \"…\"; who and why stay in the schema's history.");

    /// <summary>Who changes the schema, for its history; with the reason, where that passes the promotion by.</summary>
    public static string ByWhom(IHazEnvironment build) =>
        FedBy(build) is { BypassPromotion: true } promote ? $"{RunOrigin.Who()} (past the promotion: {promote.Reason})" : RunOrigin.Who();

    /// <summary>What a release's record says of a deployment past the promotion; null of any other.</summary>
    public static EvidenceRecord? Bypass(IDeploy build) => FedBy(build) is { BypassPromotion: true } promote
        ? new PromotionRecord(RunOrigin.Who()) { Bypass = promote.Reason }.ToEvidence(build.Environment, TimeProvider.System.GetUtcNow())
        : null;

    private static bool MayBeChanged(IHazEnvironment build, Func<IPromote, string> refusal)
    {
        if (FedBy(build) is not { } promote)
            return true;
        if (!promote.BypassPromotion)
            throw new PipelineException(ComponentErrors.FedByPromotion, refusal(promote)) { ExitCode = 2 };
        if (string.IsNullOrWhiteSpace(promote.Reason))
            throw new PipelineException(ComponentErrors.FedByPromotion, "--bypass-promotion needs a reason that is recorded: --reason \"…\".") { ExitCode = 2 };
        return true;
    }

    private static IPromote? FedBy(IHazEnvironment build) =>
        build is IPromote { IsRehearsal: false } promote && promote.Policy.Target.Equals(build.Environment, StringComparison.OrdinalIgnoreCase) ? promote : null;

    /// <summary>True, or an exception that says what is missing.</summary>
    public static bool IsApproved(IPromote build) => build.IsRehearsal || build.PlanHash is not null
        ? true
        : throw Refused($"Promoting to {build.Environment} takes the hash of an approved plan. Make the plan with ./build.sh PlanRelease --environment {build.Environment} --release {build.ReleaseNumber}, have it approved, and give --plan-hash.");

    private static PipelineException Refused(string message) => new(ComponentErrors.PromotionUnclear, message) { ExitCode = 2 };
}
