using MongoDB.Bson;
using Pipeline.Migrations.Compatibility;
using Pipeline.Migrations.Planning;

namespace Pipeline.Migrations.Journaling;

/// <summary>What a run writes into the journal, step by step.</summary>
/// <param name="token">The run's fencing token.</param>
/// <param name="options">Who runs it, and where.</param>
/// <param name="restorePoint">The restore point taken before the run, or null.</param>
internal sealed class JournalMarks(long token, MigratorOptions options, string? restorePoint)
{
    /// <summary>Claims a document for this run.</summary>
    public JournalMark Claim(SelectedStep step) => new JournalMark(step.Version).Set("fence", token);

    /// <summary>The document of a migration that the journal doesn't know yet, claimed for this run.</summary>
    public BsonDocument Claimed(SelectedStep step, long sequence) => new BsonDocument("_id", step.Version)
        .Merge(Declaration(step))
        .Add("state", JournalWords.Of(MigrationState.Planned))
        .Add("sequence", sequence)
        .Add("fence", token);

    /// <summary>Steps that the journal didn't know begin together.</summary>
    public JournalMark BeginNew(IReadOnlyList<SelectedStep> steps) => Begun([.. steps.Select(x => x.Version)], MigrationState.Running);

    /// <summary>The step begins: written before anything of it happens.</summary>
    /// <param name="step">The step.</param>
    /// <param name="sequence">Its number in the order of application; null keeps the one that it has.</param>
    /// <param name="isRedo">It is part of a redo.</param>
    public JournalMark Begin(SelectedStep step, long? sequence, bool isRedo)
    {
        var isUp = step.Action == StepAction.Up;
        var mark = Begun([step.Version], isUp ? MigrationState.Running : MigrationState.RollingBack)
            .Set("redo", isRedo ? BsonBoolean.True : null)
            .Set("sequence", sequence);
        if (isUp)
            mark.Set(Declaration(step));
        return step.IsResumed ? mark : mark.Unset("checkpoint");
    }

    private JournalMark Begun(IReadOnlyList<long> versions, MigrationState state) => new JournalMark(versions)
            .Set("state", JournalWords.Of(state))
            .Set("run", token)
            .Set("startedBy", options.StartedBy)
            .Set("host", options.Host)
            .Set("pid", Environment.ProcessId)
            .SetNow("startedAt")
            .Set("restorePoint", restorePoint)
            .Unset("finishedAt", "durationMs", "error");

    /// <summary>Steps that the journal didn't know have begun, and nothing of them is there: they are as <see cref="Claimed"/> left them.</summary>
    public static JournalMark Unbegin(IReadOnlyList<SelectedStep> steps) => new JournalMark([.. steps.Select(x => x.Version)])
        .Set("state", JournalWords.Of(MigrationState.Planned))
        .Unset("run", "startedBy", "host", "pid", "startedAt", "restorePoint");

    /// <summary>The step came to its end.</summary>
    /// <param name="step">The step.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="keepsClaim">A later step of the run is about the same migration.</param>
    public JournalMark End(SelectedStep step, TimeSpan duration, bool keepsClaim) => End([step.Version], step.Action == StepAction.Up, [duration], keepsClaim);

    /// <summary>Steps that went up together came to their end.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="durations">How long each took.</param>
    public JournalMark EndNew(IReadOnlyList<SelectedStep> steps, IReadOnlyList<TimeSpan> durations) => End([.. steps.Select(x => x.Version)], isUp: true, durations, keepsClaim: false);

    private JournalMark End(IReadOnlyList<long> versions, bool isUp, IReadOnlyList<TimeSpan> durations, bool keepsClaim)
    {
        var state = isUp ? MigrationState.Applied : MigrationState.RolledBack;
        var mark = new JournalMark(versions)
            .Set("state", JournalWords.Of(state))
            .SetNow("finishedAt")
            .SetEach("durationMs", [.. durations.Select(Milliseconds)])
            .Unset("checkpoint")
            .Remember(History(isUp ? "up" : "down", JournalWords.Of(state), null, null), "durationMs");
        if (isUp)
            mark.Unset("redo");
        return keepsClaim ? mark : mark.Unset("fence");
    }

    /// <summary>The step failed. Its checkpoint stays.</summary>
    public JournalMark Fail(SelectedStep step, TimeSpan duration, string error)
    {
        var isUp = step.Action == StepAction.Up;
        return new JournalMark(step.Version)
            .Set("state", JournalWords.Of(isUp ? MigrationState.Failed : MigrationState.RollbackFailed))
            .SetNow("finishedAt")
            .Set("durationMs", Milliseconds(duration))
            .Set("error", error)
            .Unset("fence")
            .Remember(History(isUp ? "up" : "down", "failed", duration, error));
    }

    /// <summary>A batch is done. Commits with the batch.</summary>
    public static JournalMark Checkpoint(long version, BatchCheckpoint checkpoint)
    {
        var document = new BsonDocument { { "change", checkpoint.Change } };
        if (checkpoint.LastId is { } lastId)
            document.Add("lastId", lastId);
        document.Add("documents", checkpoint.Documents).Add("batches", checkpoint.Batches);
        return new JournalMark(version).Set("checkpoint", document);
    }

    /// <summary>A migration counts as applied, without having run.</summary>
    public JournalMark Record(SelectedStep step, long sequence)
    {
        var (state, action) = step.Action == StepAction.Baseline ? (MigrationState.Baselined, "baseline") : (MigrationState.Marked, "mark");
        return Person(new JournalMark(step.Version).Set(Declaration(step)), state)
            .Set("sequence", sequence)
            .Remember(History(action, JournalWords.Of(state), null, null));
    }

    /// <summary>What a person decided.</summary>
    public JournalMark Repair(SelectedStep step, RepairDecision decision)
    {
        var mark = new JournalMark(step.Version);
        switch (decision)
        {
            case RepairDecision.Applied:
                Person(mark, MigrationState.Marked).Unset("error", "checkpoint");
                break;
            case RepairDecision.NotApplied:
                Person(mark, MigrationState.RolledBack).Unset("error", "checkpoint");
                break;
            default:
                mark.Set("checksum", step.Migration!.Checksum);
                break;
        }

        var outcome = decision switch { RepairDecision.Applied => "applied", RepairDecision.NotApplied => "not-applied", _ => "accept-checksum" };
        return mark.Remember(History("repair", outcome, null, null));
    }

    private JournalMark Person(JournalMark mark, MigrationState state) => mark
        .Set("state", JournalWords.Of(state))
        .Set("run", token)
        .Set("startedBy", options.StartedBy)
        .Set("host", options.Host)
        .Set("pid", Environment.ProcessId)
        .SetNow("startedAt")
        .SetNow("finishedAt");

    private static BsonDocument Declaration(SelectedStep step)
    {
        var migration = step.Migration!;
        return new BsonDocument
        {
            { "name", migration.Name },
            { "file", migration.File },
            { "phase", JournalWords.Of(migration.Phase) },
            { "kind", JournalWords.Of(migration.Kind) },
            { "checksum", migration.Checksum },
            { "runsWith", Range(migration.RunsWith), migration.RunsWith != ApplicationRange.Any },
        };
    }

    private static BsonDocument Range(ApplicationRange range) => new()
    {
        { "from", range.From, range.From is not null },
        { "before", range.Before, range.Before is not null },
        { "neededBy", range.NeededBy, range.NeededBy is not null },
    };

    private BsonDocument History(string action, string outcome, TimeSpan? duration, string? error)
    {
        var entry = new BsonDocument { { "action", action }, { "outcome", outcome }, { "by", options.StartedBy }, { "host", options.Host }, { "run", token } };
        if (duration is { } time)
            entry.Add("durationMs", Milliseconds(time));
        if (error is not null)
            entry.Add("error", error);
        return entry;
    }

    private static BsonValue Milliseconds(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 1);
}
