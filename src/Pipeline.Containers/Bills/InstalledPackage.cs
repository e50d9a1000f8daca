namespace Pipeline.Containers.Bills;

/// <summary>A package of the image's operating system.</summary>
internal sealed record InstalledPackage
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    public required string Architecture { get; init; }

    /// <summary>The source package that it was built from, which is what security trackers name.</summary>
    public required string Source { get; init; }

    public required string SourceVersion { get; init; }

    /// <summary>As the package says it, which need not be SPDX; null where it doesn't.</summary>
    public string? License { get; init; }
}
