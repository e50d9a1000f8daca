namespace Pipeline.ObjectStorage.Moving;

/// <summary>How a store is copied to another.</summary>
public sealed record StoreMoveOptions
{
    /// <summary>How many objects are looked at or copied at once. Default 8.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>
    /// How often the source is gone through: again and again until a pass finds nothing new, since a service may be writing. Default 20.
    /// </summary>
    public int MaxPasses { get; init; } = 20;

    /// <summary>Whether every copy is read back and hashed. Default true. Without, the transfer's own checksums and the size are relied on.</summary>
    public bool ReadBack { get; init; } = true;

    /// <summary>
    /// Whether an object that differs is replaced although it was written later than the source's. Default false: after the service has moved, what it
    /// writes at the destination must survive another run.
    /// </summary>
    public bool ReplaceNewer { get; init; }

    /// <summary>How often an object is tried when a store is away for the moment. Default 5, with pauses from 1 s on, doubling.</summary>
    public int MaxTries { get; init; } = 5;

    /// <summary>After how many failed objects the move stops. Default 100.</summary>
    public int MaxFailures { get; init; } = 100;

    /// <summary>The clock of the pauses. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
