using System.Diagnostics.CodeAnalysis;

namespace Nuke.Common.Tools.MinVer;

/// <summary>A version that MinVer derived.</summary>
[ExcludeFromCodeCoverage(Justification = "Data.")]
public record MinVer
{
    /// <summary>The variable <c>MinVerVersion</c>.</summary>
    public string MinVerVersion { get; init; } = null!;

    /// <summary>The variable <c>MinVerMajor</c>.</summary>
    public string MinVerMajor { get; init; } = null!;

    /// <summary>The variable <c>MinVerMinor</c>.</summary>
    public string MinVerMinor { get; init; } = null!;

    /// <summary>The variable <c>MinVerPatch</c>.</summary>
    public string MinVerPatch { get; init; } = null!;

    /// <summary>The variable <c>MinVerPreRelease</c>.</summary>
    public string MinVerPreRelease { get; init; } = null!;

    /// <summary>The variable <c>MinVerBuildMetadata</c>.</summary>
    public string MinVerBuildMetadata { get; init; } = null!;

    /// <summary>The variable <c>AssemblyVersion</c>.</summary>
    public string AssemblyVersion { get; init; } = null!;

    /// <summary>The variable <c>FileVersion</c>.</summary>
    public string FileVersion { get; init; } = null!;

    /// <summary>The variable <c>PackageVersion</c>.</summary>
    public string PackageVersion { get; init; } = null!;

    /// <summary>The variable <c>Version</c>.</summary>
    public string Version { get; init; } = null!;
}
