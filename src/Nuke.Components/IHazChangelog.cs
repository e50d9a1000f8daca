using Nuke.Common;
using static Nuke.Common.ChangeLog.ChangelogTasks;

namespace Nuke.Components;

/// <summary>The build has a changelog.</summary>
public interface IHazChangelog : INukeBuild
{
    /// <summary>The file. Default <c>CHANGELOG.md</c> in the root directory.</summary>
    string ChangelogFile => RootDirectory / "CHANGELOG.md";

    /// <summary>Its newest section as release notes of a package.</summary>
    string NuGetReleaseNotes => GetNuGetReleaseNotes(ChangelogFile, (this as IHazGitRepository)?.GitRepository);
}
