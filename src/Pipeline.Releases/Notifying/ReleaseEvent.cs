namespace Pipeline.Releases.Notifying;

/// <summary>What people are told.</summary>
public sealed record ReleaseEvent
{
    /// <summary>What happened.</summary>
    public required ReleaseEventKind Kind { get; init; }

    /// <summary>The application.</summary>
    public required string Application { get; init; }

    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The release.</summary>
    public required int Number { get; init; }

    /// <summary>Who did it.</summary>
    public required string By { get; init; }

    /// <summary>A sentence more: why it was rolled back, the plan's hash.</summary>
    public string? Detail { get; init; }

    /// <summary>Where more is to be seen.</summary>
    public Uri? Link { get; init; }
}
