using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Pipeline.Errors;
using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Sources;

namespace Pipeline.Migrations.Planning;

/// <summary>What a run would do. Made without touching anything; a run of it refuses where the state is no longer the one it was made from.</summary>
public sealed record MigrationPlan
{
    /// <summary>The database's name.</summary>
    public required string Database { get; init; }

    /// <summary>What was asked.</summary>
    public required MigrationRequest Request { get; init; }

    /// <summary>What would run, in order.</summary>
    public required IReadOnlyList<MigrationStep> Steps { get; init; }

    /// <summary>What a reader should know, the most serious first.</summary>
    public required IReadOnlyList<PlanFinding> Findings { get; init; }

    /// <summary>Newest applied version before the run; 0 for none.</summary>
    public required long CurrentVersion { get; init; }

    /// <summary>How many migrations are applied before the run.</summary>
    public required int AppliedCount { get; init; }

    /// <summary>Fingerprint of the state that the plan was made from: the migrations' checksums, the journal, and the request.</summary>
    public required string StateHash { get; init; }

    /// <summary>It has no blockers.</summary>
    [JsonIgnore]
    public bool CanRun => !Findings.Any(x => x.Severity == FindingSeverity.Blocker);

    /// <summary>There is nothing to do.</summary>
    [JsonIgnore]
    public bool IsEmpty => Steps.Count == 0;

    /// <summary>Fingerprint of the plan itself, for approval. Numbers that change by themselves (documents, bytes) don't count.</summary>
    [JsonIgnore]
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(PlanFile.Canonical(this)));

    /// <summary>Plans a request. Pure: the same arguments give the same plan.</summary>
    public static MigrationPlan Create(MigrationSet migrations, MigrationJournal journal, DatabaseFacts facts, MigrationRequest request) =>
        PlanDraft.Of(migrations, journal, request).Complete(facts);

    /// <summary>The plan as JSON, to be kept with a release.</summary>
    public string ToJson() => PlanFile.Write(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="PipelineException">PIPE8050: it is no plan.</exception>
    public static MigrationPlan FromJson(string json) => PlanFile.Read(json);
}
