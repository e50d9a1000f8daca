namespace Pipeline.Embedded.Kubernetes.Running.Processes;

/// <summary>A container's process, as it is to be started.</summary>
internal sealed record ProcessSpec
{
    /// <summary>The program, as it is called inside (looked for on the container's PATH), and its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>All of its environment.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Where it starts, as it sees it.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Its own view of the file system; null where it sees this machine's.</summary>
    public Mounting.MountPlan? Mounts { get; init; }

    /// <summary>Files that belong to the container alone: scripts, the process id.</summary>
    public required string Directory { get; init; }
}
