namespace Pipeline.Containers.Scanning.Running;

/// <summary>A program that runs once in a container, then goes.</summary>
public sealed record ContainerRun
{
    /// <summary>The image, by digest.</summary>
    public required string Image { get; init; }

    /// <summary>Arguments for the image's entry point.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Folders of this machine that it sees.</summary>
    public IReadOnlyList<ContainerMount> Mounts { get; init; } = [];

    /// <summary>All its variables: nothing of this machine's is handed on.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>False: it gets no network.</summary>
    public bool HasNetwork { get; init; }
}
