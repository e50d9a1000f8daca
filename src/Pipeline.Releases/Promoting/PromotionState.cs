using System.Text.Json.Serialization;

namespace Pipeline.Releases.Promoting;

/// <summary>A promotion as its note keeps it, so that a killed one is finished by running it again.</summary>
public sealed record PromotionState
{
    /// <summary>The release.</summary>
    public required int Number { get; init; }

    /// <summary>The hash that was approved.</summary>
    public required string PlanHash { get; init; }

    /// <summary>The environment.</summary>
    public string? Environment { get; init; }

    /// <summary>The policy that was met: <c>staging to production (hotfix)</c>.</summary>
    public string? Policy { get; init; }

    /// <summary>Whether it is a hotfix's.</summary>
    public bool IsHotfix { get; init; }

    /// <summary>Whether it may stay without a smoke test.</summary>
    public bool AllowsNoSmokeTest { get; init; }

    /// <summary>How far it is.</summary>
    public required PromotionStage Stage { get; init; }

    /// <summary>The release that was deployed before; null for none.</summary>
    public int? EarlierNumber { get; init; }

    /// <summary>What was approved for the database; null where the environment has none.</summary>
    public ApprovedMigrations? Migrations { get; init; }

    /// <summary>Who began it.</summary>
    public required string StartedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it last got further.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>What failed, as a sentence; null while nothing has.</summary>
    public string? Failure { get; init; }

    /// <summary>Why a freeze was overridden; null where it wasn't.</summary>
    public string? FreezeOverride { get; init; }

    /// <summary>What became of the schema when the release was taken back.</summary>
    public string? SchemaFate { get; init; }

    /// <summary>Whether it has ended, in whatever way.</summary>
    [JsonIgnore]
    public bool HasEnded => Stage is PromotionStage.Promoted or PromotionStage.RolledBack;
}
