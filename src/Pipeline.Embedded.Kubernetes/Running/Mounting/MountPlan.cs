namespace Pipeline.Embedded.Kubernetes.Running.Mounting;

/// <summary>What a container sees of the file system: its image, over this machine's files where the image brings no system of its own, and its volumes.</summary>
internal sealed record MountPlan
{
    /// <summary>An empty folder that becomes the root.</summary>
    public required string Root { get; init; }

    /// <summary>The image's root where it brings a whole system; else this machine's files lie below <see cref="ImageFolders"/>.</summary>
    public string? SystemRoot { get; init; }

    /// <summary>The folders of an image that is only an application, by their path in it.</summary>
    public required IReadOnlyDictionary<string, string> ImageFolders { get; init; }

    /// <summary>Whether only volumes can be written to.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>The volumes, in the order of their paths.</summary>
    public required IReadOnlyList<VolumeMount> Volumes { get; init; }
}
