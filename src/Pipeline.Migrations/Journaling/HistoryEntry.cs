namespace Pipeline.Migrations.Journaling;

/// <summary>One thing that was done with a migration.</summary>
public sealed record HistoryEntry
{
    /// <summary>The migration's version; 0 for an entry about a run as a whole.</summary>
    public required long Version { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What was done: <c>up</c>, <c>down</c>, <c>baseline</c>, <c>mark</c>, <c>repair</c>, or <c>take-over</c> after a run that died.</summary>
    public required string Action { get; init; }

    /// <summary>How it ended: <c>applied</c>, <c>rolled-back</c>, <c>failed</c>, ….</summary>
    public required string Outcome { get; init; }

    /// <summary>When it ended, by the server's clock.</summary>
    public required DateTime At { get; init; }

    /// <summary>How long it took; null where nothing ran.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Who did it.</summary>
    public string By { get; init; } = "";

    /// <summary>On which host.</summary>
    public string Host { get; init; } = "";

    /// <summary>The failure's message.</summary>
    public string? Error { get; init; }

    /// <summary>The run's number.</summary>
    public long Run { get; init; }
}
