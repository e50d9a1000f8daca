using System.Collections.Immutable;
using Pipeline.Errors;
using Pipeline.Releases.Proving;

namespace Pipeline.Releases.Policies;

/// <summary>
/// Which environment feeds which, and what a release must have shown before. Written in the build:
/// <c>PromotionPolicy.From("staging").To("production").After(TimeSpan.FromHours(1)).Requiring(Evidence.Tests, Evidence.Scan)</c>.
/// </summary>
public sealed record PromotionPolicy
{
    private PromotionPolicy(string source) => Source = source;

    /// <summary>The environment that feeds.</summary>
    public string Source { get; }

    /// <summary>The environment that is fed; empty until <see cref="To"/>.</summary>
    public string Target { get; private init; } = "";

    /// <summary>How long a release must have been ready in <see cref="Source"/>. Default none.</summary>
    public TimeSpan Soak { get; private init; }

    /// <summary>The evidence that is asked for.</summary>
    public ImmutableArray<EvidenceDemand> Demands { get; private init; } = [];

    /// <summary>When nothing is promoted.</summary>
    public ImmutableArray<FreezeWindow> Freezes { get; private init; } = [];

    /// <summary>How many people, other than who started it, must have approved the plan's hash. Default none: the pipeline's environment asks them.</summary>
    public int Approvals { get; private init; }

    /// <summary>How long the error rate is watched after the deployment. Default 5 min; only where a source of figures is configured.</summary>
    public TimeSpan Watch { get; private init; } = TimeSpan.FromMinutes(5);

    /// <summary>The share of requests that may fail while it is watched. Default 1 %.</summary>
    public double MaxErrorShare { get; private init; } = 0.01;

    /// <summary>How long one may still go back to a release; the contract phase waits for it. Default 72 h.</summary>
    public TimeSpan ReturnTime { get; private init; } = TimeSpan.FromHours(72);

    /// <summary>Whether an image without a base (application layer alone) may be promoted: only in a rehearsal.</summary>
    public bool AllowsImageWithoutBase { get; private init; }

    /// <summary>Whether a release may stay that nobody asked over HTTP whether it works. Default no; in a rehearsal yes, and shown.</summary>
    public bool AllowsNoSmokeTest { get; private init; }

    /// <summary>Whether it is a hotfix's policy: the plan and the ledger show that.</summary>
    public bool IsHotfix { get; private init; }

    /// <summary>The policy's name in plans and messages: <c>staging to production</c>.</summary>
    public string Name => $"{Source} to {Target}{(IsHotfix ? " (hotfix)" : "")}";

    /// <summary>Whether evidence of a kind is asked for.</summary>
    public bool Asks(Evidence kind) => Demands.Any(x => x.Kind == kind);

    /// <summary>Begins a policy with the environment that feeds.</summary>
    public static PromotionPolicy From(string environment) => new(Named(environment));

    /// <summary>Names the environment that is fed.</summary>
    public PromotionPolicy To(string environment) => this with { Target = Named(environment) };

    /// <summary>Asks that a release has been ready for a while in the environment that feeds.</summary>
    public PromotionPolicy After(TimeSpan soak) => this with { Soak = NotNegative(soak, nameof(soak)) };

    /// <summary>Asks for evidence that passed, of any age. <see cref="Evidence.Signature"/> asks more: that the images' signatures hold when they are promoted.</summary>
    public PromotionPolicy Requiring(params Evidence[] kinds) => kinds.Aggregate(this, (policy, kind) => policy.Demanding(new EvidenceDemand { Kind = kind }));

    /// <summary>Asks for evidence that passed, and is recent.</summary>
    public PromotionPolicy RequiringRecent(Evidence kind, TimeSpan noOlderThan) => Demanding(new EvidenceDemand { Kind = kind, NoOlderThan = NotNegative(noOlderThan, nameof(noOlderThan)) });

    /// <summary>Asks for evidence, and lets "not done" through, shown as such. For rehearsals.</summary>
    public PromotionPolicy RequiringWhereDone(params Evidence[] kinds) => kinds.Aggregate(this, (policy, kind) => policy.Demanding(new EvidenceDemand { Kind = kind, MayBeNotDone = true }));

    /// <summary>Adds times in which nothing is promoted.</summary>
    public PromotionPolicy FrozenDuring(params FreezeWindow[] windows) => this with { Freezes = [.. Freezes, .. windows] };

    /// <summary>Asks that people other than who started it approved the plan's hash.</summary>
    public PromotionPolicy ApprovedBy(int people) => people >= 0 ? this with { Approvals = people } : throw Invalid($"{people} approvals can't be asked for");

    /// <summary>Watches the error rate after the deployment.</summary>
    public PromotionPolicy Watching(TimeSpan duration, double maxErrorShare) => maxErrorShare is >= 0 and <= 1
        ? this with { Watch = NotNegative(duration, nameof(duration)), MaxErrorShare = maxErrorShare }
        : throw Invalid($"an error share of {maxErrorShare} isn't between 0 and 1");

    /// <summary>Lets a release stay that no smoke test was made of, since nothing can be asked from where the build runs. Every plan shows it.</summary>
    public PromotionPolicy AllowingNoSmokeTest() => this with { AllowsNoSmokeTest = true };

    /// <summary>Says for how long one may go back to a release.</summary>
    public PromotionPolicy ReturningWithin(TimeSpan time) => this with { ReturnTime = NotNegative(time, nameof(time)) };

    /// <summary>A rehearsal's: no soak, no freeze, no approvals, and what a laptop can't do may be "not done".</summary>
    public PromotionPolicy AsRehearsal() => this with
    {
        Soak = TimeSpan.Zero,
        Freezes = [],
        Approvals = 0,
        Watch = TimeSpan.Zero,
        AllowsImageWithoutBase = true,
        AllowsNoSmokeTest = true,
        Demands = [.. Demands.Select(x => x with { MayBeNotDone = true, NoOlderThan = null })],
    };

    /// <summary>A hotfix's: a shorter soak, only the evidence that is named here, freezes ignored. It is a policy of its own, and shown as one.</summary>
    public PromotionPolicy AsHotfix(TimeSpan soak, params Evidence[] required) => this with
    {
        Soak = NotNegative(soak, nameof(soak)),
        Freezes = [],
        IsHotfix = true,
        Demands = [.. required.Select(x => new EvidenceDemand { Kind = x })],
    };

    private PromotionPolicy Demanding(EvidenceDemand demand) => this with { Demands = [.. Demands.Where(x => x.Kind != demand.Kind), demand] };

    private static string Named(string environment) => string.IsNullOrWhiteSpace(environment) ? throw Invalid("an environment has no name") : environment;

    private static TimeSpan NotNegative(TimeSpan time, string what) => time >= TimeSpan.Zero ? time : throw Invalid($"{what} is negative ({time})");

    private static PipelineException Invalid(string what) => new(ReleaseErrors.InvalidPolicy, $"The promotion policy can't be so: {what}.") { ExitCode = 2 };
}
