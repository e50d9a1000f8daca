using Pipeline.Migrations.Planning;

namespace Pipeline.Migrations.Running;

/// <summary>Something that happened in a run.</summary>
public sealed record MigrationProgress
{
    /// <summary>What happened.</summary>
    public required ProgressKind Kind { get; init; }

    /// <summary>The step that it happened in; null for the run as a whole.</summary>
    public MigrationStep? Step { get; init; }

    /// <summary>Index of the step in the run, from 0.</summary>
    public int Index { get; init; }

    /// <summary>Steps in the run.</summary>
    public int Count { get; init; }

    /// <summary>Documents done of a batch migration.</summary>
    public long Documents { get; init; }

    /// <summary>Documents that there are to do, estimated; null where unknown.</summary>
    public long? Total { get; init; }

    /// <summary>How long the step took, once it is done.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>What happened, in words.</summary>
    public required string Message { get; init; }
}
