using Pipeline.Errors;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Applying;
using Pipeline.Kubernetes.Planning;
using Pipeline.Kubernetes.Recording;
using Pipeline.Releases.Promoting;
using Pipeline.Releases.Promoting.Crashing;
using Pipeline.Releases.Proving;

namespace Pipeline.Releases.Tests.Promoting;

/// <summary>An environment as a promotion sees it: a schema, a deployed release, a note and a lock, all of which survive a killed run.</summary>
internal sealed class FakeEnvironment : IPromotionTarget, IPromotionJournal
{
    public const long OldSchema = 5;
    public const long NewSchema = 6;
    public const int Old = 41;
    public const int New = 42;

    public int? Deployed { get; set; } = Old;

    public long Schema { get; set; } = OldSchema;

    public PromotionState? Note { get; set; }

    public bool IsLocked { get; private set; }

    public List<EvidenceRecord> Recorded { get; } = [];

    public List<string> Calls { get; } = [];

    // What goes wrong.
    public string? MigrationFailure { get; init; }

    public bool IsBroken { get; init; }

    public bool SmokeFails { get; init; }

    public bool IsUnhealthy { get; init; }

    /// <summary>What the smoke test says instead; <c>null</c> where none is wired.</summary>
    public Func<EvidenceRecord?>? SmokeTest { get; init; }

    public SchemaFate FateOfNewSchema { get; set; } = SchemaFate.Keep;

    public string? DownFailure { get; set; }

    public bool CannotGoBack { get; set; }

    public Task<int?> CurrentAsync(CancellationToken cancellationToken) => Task.FromResult(Deployed);

    public Task<string?> MigrateAsync(ApprovedMigrations approved, CancellationToken cancellationToken)
    {
        Calls.Add("migrate");
        if (MigrationFailure is null)
            Schema = NewSchema;
        return Task.FromResult(MigrationFailure);
    }

    public Task<SchemaChoice> ChooseSchemaAsync(long schemaBefore, int earlierNumber, CancellationToken cancellationToken)
    {
        Calls.Add("choose");
        return Task.FromResult(Schema == schemaBefore ? new SchemaChoice(SchemaFate.Unmoved, "No migration ran.") : new SchemaChoice(FateOfNewSchema, "So it is declared."));
    }

    public Task<string?> TakeSchemaDownAsync(long version, CancellationToken cancellationToken)
    {
        Calls.Add("down");
        if (DownFailure is null)
            Schema = version;
        return Task.FromResult(DownFailure);
    }

    // A deployment that fails puts the earlier release back by itself.
    public Task<DeployOutcome> DeployAsync(int number, CancellationToken cancellationToken)
    {
        Calls.Add("deploy");
        if (!IsBroken)
            Deployed = number;
        return Task.FromResult(Outcome(number, IsBroken ? DeployResult.RolledBack : DeployResult.Deployed));
    }

    public Task<DeployOutcome> GoBackAsync(int number, CancellationToken cancellationToken)
    {
        Calls.Add("back");
        if (CannotGoBack)
            return Task.FromResult(Outcome(number, DeployResult.Failed));
        var was = Deployed;
        Deployed = number;
        return Task.FromResult(Outcome(number, was == number ? DeployResult.Unchanged : DeployResult.Deployed));
    }

    public Task<EvidenceRecord?> SmokeTestAsync(int number, CancellationToken cancellationToken) =>
        SmokeTest is { } other ? Task.FromResult(other()) : Found(Evidence.SmokeTest, SmokeFails, "smoke");

    public Task<EvidenceRecord?> WatchAsync(int number, CancellationToken cancellationToken) => Found(new Evidence("health", "Health"), IsUnhealthy, "watch");

    public Task RecordAsync(int number, IReadOnlyList<EvidenceRecord> evidence, CancellationToken cancellationToken)
    {
        Calls.Add("record");
        Recorded.AddRange(evidence);
        return Task.CompletedTask;
    }

    public Task<IPromotionHold> HoldAsync(CancellationToken cancellationToken)
    {
        // A killed holder's lease has ended by the time somebody runs again.
        IsLocked = true;
        return Task.FromResult<IPromotionHold>(new Hold(this));
    }

    public Task<PromotionState?> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(Note);

    public Task WriteAsync(PromotionState state, CancellationToken cancellationToken)
    {
        Note = state;
        return Task.CompletedTask;
    }

    /// <summary>Runs until it ends or is killed at a crash point.</summary>
    public Task<PromotionOutcome> RunAsync(PromotionCrashPoint? killedAt = null, Func<PromotionRequest, PromotionRequest>? with = null)
    {
        var request = new PromotionRequest { Number = New, PlanHash = Samples.Plan.Hash, Plan = _ => Task.FromResult(Samples.Plan), StartedBy = "ana" };
        return new Promotion(this, this, null, new Killer(killedAt)).RunAsync(with?.Invoke(request) ?? request, default);
    }

    private Task<EvidenceRecord?> Found(Evidence kind, bool fails, string call)
    {
        Calls.Add(call);
        return Task.FromResult<EvidenceRecord?>(Samples.Passed(kind) with { Result = fails ? EvidenceResult.Failed : EvidenceResult.Passed, Reason = fails ? "500 from /readyz" : null });
    }

    private static DeployOutcome Outcome(int number, DeployResult result) => new()
    {
        Result = result,
        Plan = new DeployPlan { Application = "agentkit", Namespace = "n", ClusterUid = "uid-1", Number = number, Objects = [], Timeout = TimeSpan.FromMinutes(1) },
        Release = Samples.Release(number),
        Duration = TimeSpan.FromSeconds(1),
        Failure = result is DeployResult.Deployed or DeployResult.Unchanged ? null : new DeployFailure(new ErrorCode("PIPE4141", "x", "x.", "x."), "CrashLoopBackOff", []),
    };

    private sealed class Hold(FakeEnvironment environment) : IPromotionHold
    {
        public CancellationToken Lost => CancellationToken.None;

        public ValueTask DisposeAsync()
        {
            environment.IsLocked = false;
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>As kill -9 does: nothing that comes after is done, but what was written stays.</summary>
    private sealed class Killer(PromotionCrashPoint? at) : IPromotionCrashPoints
    {
        public void Passed(PromotionCrashPoint point)
        {
            if (point == at)
                throw new KilledException();
        }
    }
}
