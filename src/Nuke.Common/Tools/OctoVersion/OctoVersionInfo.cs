using System.Diagnostics.CodeAnalysis;

namespace Nuke.Common.Tools.OctoVersion;

/// <summary>A version that OctoVersion derived.</summary>
[ExcludeFromCodeCoverage(Justification = "Data.")]
public record OctoVersionInfo
{
    /// <summary>The variable <c>Major</c>.</summary>
    public int Major { get; init; }

    /// <summary>The variable <c>Minor</c>.</summary>
    public int Minor { get; init; }

    /// <summary>The variable <c>Patch</c>.</summary>
    public int Patch { get; init; }

    /// <summary>The variable <c>PreReleaseTag</c>.</summary>
    public string PreReleaseTag { get; init; } = null!;

    /// <summary>The variable <c>PreReleaseTagWithDash</c>.</summary>
    public string PreReleaseTagWithDash { get; init; } = null!;

    /// <summary>The variable <c>BuildMetaData</c>.</summary>
    public string BuildMetaData { get; init; } = null!;

    /// <summary>The variable <c>BuildMetaDataWithPlus</c>.</summary>
    public string BuildMetaDataWithPlus { get; init; } = null!;

    /// <summary><c>1.2.3</c></summary>
    public string MajorMinorPatch { get; init; } = null!;

    /// <summary>The variable <c>NuGetCompatiblePreReleaseWithDash</c>.</summary>
    public string NuGetCompatiblePreReleaseWithDash { get; init; } = null!;

    /// <summary>The variable <c>NuGetVersion</c>.</summary>
    public string NuGetVersion { get; init; } = null!;

    /// <summary>Version, branch and commit.</summary>
    public string InformationalVersion { get; init; } = null!;

    /// <summary><c>1.2.3-beta.1+5</c></summary>
    public string FullSemVer { get; init; } = null!;
}
