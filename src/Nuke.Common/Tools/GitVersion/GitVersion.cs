using System.Diagnostics.CodeAnalysis;

namespace Nuke.Common.Tools.GitVersion;

/// <summary>A version that GitVersion derived. Variables that its release doesn't give are <see langword="null"/>.</summary>
[ExcludeFromCodeCoverage(Justification = "Data.")]
public record GitVersion
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

    /// <summary>The variable <c>PreReleaseLabel</c>.</summary>
    public string PreReleaseLabel { get; init; } = null!;

    /// <summary>The variable <c>PreReleaseLabelWithDash</c>.</summary>
    public string PreReleaseLabelWithDash { get; init; } = null!;

    /// <summary>The variable <c>PreReleaseNumber</c>.</summary>
    public int? PreReleaseNumber { get; init; }

    /// <summary>The variable <c>WeightedPreReleaseNumber</c>.</summary>
    public int? WeightedPreReleaseNumber { get; init; }

    /// <summary>The variable <c>BuildMetaData</c>.</summary>
    public string BuildMetaData { get; init; } = null!;

    /// <summary>The variable <c>BuildMetaDataPadded</c>.</summary>
    public string BuildMetaDataPadded { get; init; } = null!;

    /// <summary>The variable <c>FullBuildMetaData</c>.</summary>
    public string FullBuildMetaData { get; init; } = null!;

    /// <summary><c>1.2.3</c></summary>
    public string MajorMinorPatch { get; init; } = null!;

    /// <summary><c>1.2.3-beta.1</c></summary>
    public string SemVer { get; init; } = null!;

    /// <summary>The variable <c>LegacySemVer</c>.</summary>
    public string LegacySemVer { get; init; } = null!;

    /// <summary>The variable <c>LegacySemVerPadded</c>.</summary>
    public string LegacySemVerPadded { get; init; } = null!;

    /// <summary>For <c>AssemblyVersion</c>.</summary>
    public string AssemblySemVer { get; init; } = null!;

    /// <summary>For <c>FileVersion</c>.</summary>
    public string AssemblySemFileVer { get; init; } = null!;

    /// <summary><c>1.2.3-beta.1+5</c></summary>
    public string FullSemVer { get; init; } = null!;

    /// <summary>Version, branch and commit.</summary>
    public string InformationalVersion { get; init; } = null!;

    /// <summary>The branch.</summary>
    public string BranchName { get; init; } = null!;

    /// <summary>The variable <c>EscapedBranchName</c>.</summary>
    public string EscapedBranchName { get; init; } = null!;

    /// <summary>The commit.</summary>
    public string Sha { get; init; } = null!;

    /// <summary>The commit, shortened.</summary>
    public string ShortSha { get; init; } = null!;

    /// <summary>The variable <c>NuGetVersionV2</c>.</summary>
    public string NuGetVersionV2 { get; init; } = null!;

    /// <summary>The variable <c>NuGetVersion</c>.</summary>
    public string NuGetVersion { get; init; } = null!;

    /// <summary>The variable <c>NuGetPreReleaseTagV2</c>.</summary>
    public string NuGetPreReleaseTagV2 { get; init; } = null!;

    /// <summary>The variable <c>NuGetPreReleaseTag</c>.</summary>
    public string NuGetPreReleaseTag { get; init; } = null!;

    /// <summary>The variable <c>VersionSourceSha</c>.</summary>
    public string VersionSourceSha { get; init; } = null!;

    /// <summary>The variable <c>CommitsSinceVersionSource</c>.</summary>
    public int? CommitsSinceVersionSource { get; init; }

    /// <summary>The variable <c>CommitsSinceVersionSourcePadded</c>.</summary>
    public string CommitsSinceVersionSourcePadded { get; init; } = null!;

    /// <summary>The variable <c>UncommittedChanges</c>.</summary>
    public int? UncommittedChanges { get; init; }

    /// <summary>The commit's date.</summary>
    public string CommitDate { get; init; } = null!;
}
