namespace Pipeline.ObjectStorage.Moving;

/// <summary>What a move did.</summary>
public sealed record StoreMoveOutcome
{
    /// <summary>How often the source was gone through.</summary>
    public required int Passes { get; init; }

    /// <summary>Whether the last pass found nothing new: source and destination agreed at that moment.</summary>
    public required bool Settled { get; init; }

    /// <summary>Objects copied and verified. One that changed meanwhile counts each time.</summary>
    public required long Copied { get; init; }

    /// <summary>Their bytes.</summary>
    public required long CopiedBytes { get; init; }

    /// <summary>Objects that were there already.</summary>
    public required long AlreadyThere { get; init; }

    /// <summary>Objects that weren't copied, with the reason.</summary>
    public required IReadOnlyList<StoreMoveFailure> Failures { get; init; }

    /// <summary>Whether everything is there.</summary>
    public bool Succeeded => Settled && Failures.Count == 0;
}
