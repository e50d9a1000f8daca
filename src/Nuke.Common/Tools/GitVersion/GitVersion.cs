// NUKE's record says nothing about null: builds read and make it with and without nullable annotations.
#nullable disable annotations
namespace Nuke.Common.Tools.GitVersion;

/// <summary>A version that GitVersion derived. Variables that its release doesn't give are <see langword="null"/>.</summary>
/// <param name="Major">The variable <c>Major</c>.</param>
/// <param name="Minor">The variable <c>Minor</c>.</param>
/// <param name="Patch">The variable <c>Patch</c>.</param>
/// <param name="PreReleaseTag">The variable <c>PreReleaseTag</c>.</param>
/// <param name="PreReleaseTagWithDash">The variable <c>PreReleaseTagWithDash</c>.</param>
/// <param name="PreReleaseLabel">The variable <c>PreReleaseLabel</c>.</param>
/// <param name="PreReleaseLabelWithDash">The variable <c>PreReleaseLabelWithDash</c>.</param>
/// <param name="PreReleaseNumber">The variable <c>PreReleaseNumber</c>.</param>
/// <param name="WeightedPreReleaseNumber">The variable <c>WeightedPreReleaseNumber</c>.</param>
/// <param name="BuildMetaData">The variable <c>BuildMetaData</c>.</param>
/// <param name="BuildMetaDataPadded">The variable <c>BuildMetaDataPadded</c>.</param>
/// <param name="FullBuildMetaData">The variable <c>FullBuildMetaData</c>.</param>
/// <param name="MajorMinorPatch"><c>1.2.3</c></param>
/// <param name="SemVer"><c>1.2.3-beta.1</c></param>
/// <param name="LegacySemVer">The variable <c>LegacySemVer</c>.</param>
/// <param name="LegacySemVerPadded">The variable <c>LegacySemVerPadded</c>.</param>
/// <param name="AssemblySemVer">For <c>AssemblyVersion</c>.</param>
/// <param name="AssemblySemFileVer">For <c>FileVersion</c>.</param>
/// <param name="FullSemVer"><c>1.2.3-beta.1+5</c></param>
/// <param name="InformationalVersion">Version, branch and commit.</param>
/// <param name="BranchName">The branch.</param>
/// <param name="EscapedBranchName">The variable <c>EscapedBranchName</c>.</param>
/// <param name="Sha">The commit.</param>
/// <param name="ShortSha">The commit, shortened.</param>
/// <param name="NuGetVersionV2">The variable <c>NuGetVersionV2</c>.</param>
/// <param name="NuGetVersion">The variable <c>NuGetVersion</c>.</param>
/// <param name="NuGetPreReleaseTagV2">The variable <c>NuGetPreReleaseTagV2</c>.</param>
/// <param name="NuGetPreReleaseTag">The variable <c>NuGetPreReleaseTag</c>.</param>
/// <param name="VersionSourceSha">The variable <c>VersionSourceSha</c>.</param>
/// <param name="CommitsSinceVersionSource">The variable <c>CommitsSinceVersionSource</c>.</param>
/// <param name="CommitsSinceVersionSourcePadded">The variable <c>CommitsSinceVersionSourcePadded</c>.</param>
/// <param name="UncommittedChanges">The variable <c>UncommittedChanges</c>.</param>
/// <param name="CommitDate">The commit's date.</param>
public record GitVersion(
    int Major,
    int Minor,
    int Patch,
    string PreReleaseTag,
    string PreReleaseTagWithDash,
    string PreReleaseLabel,
    string PreReleaseLabelWithDash,
    int? PreReleaseNumber,
    int? WeightedPreReleaseNumber,
    string BuildMetaData,
    string BuildMetaDataPadded,
    string FullBuildMetaData,
    string MajorMinorPatch,
    string SemVer,
    string LegacySemVer,
    string LegacySemVerPadded,
    string AssemblySemVer,
    string AssemblySemFileVer,
    string FullSemVer,
    string InformationalVersion,
    string BranchName,
    string EscapedBranchName,
    string Sha,
    string ShortSha,
    string NuGetVersionV2,
    string NuGetVersion,
    string NuGetPreReleaseTagV2,
    string NuGetPreReleaseTag,
    string VersionSourceSha,
    string CommitsSinceVersionSource,
    string CommitsSinceVersionSourcePadded,
    int? UncommittedChanges,
    string CommitDate);
