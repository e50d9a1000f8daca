using Pipeline.Migrations.Authoring;

namespace Pipeline.Migrations.Planning;

/// <summary>One step of a plan.</summary>
public sealed record MigrationStep
{
    /// <summary>The migration's version.</summary>
    public required long Version { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What happens with it.</summary>
    public required StepAction Action { get; init; }

    /// <summary>Its phase.</summary>
    public required MigrationPhase Phase { get; init; }

    /// <summary>Its kind.</summary>
    public required MigrationKind Kind { get; init; }

    /// <summary>Its source file.</summary>
    public required string File { get; init; }

    /// <summary>The checksum of its source.</summary>
    public required string Checksum { get; init; }

    /// <summary>An earlier run was killed or failed in it, and this one goes on.</summary>
    public bool IsResumed { get; init; }

    /// <summary>What it does, a line each, as far as it is declared.</summary>
    public IReadOnlyList<string> Operations { get; init; } = [];

    /// <summary>What its index builds cost.</summary>
    public IReadOnlyList<IndexCost> IndexCosts { get; init; } = [];
}
