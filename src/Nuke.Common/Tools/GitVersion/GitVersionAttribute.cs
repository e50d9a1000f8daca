using System.Reflection;
using Nuke.Common.Tooling;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Tools.GitVersion;

/// <summary>Gives a member the <see cref="GitVersion"/> of the build's repository.</summary>
public class GitVersionAttribute : ValueInjectionAttributeBase
{
    /// <summary>The target framework whose build of GitVersion runs. Default: the newest that is there.</summary>
    public string? Framework { get; set; }

    /// <summary>Gives no version on Linux and macOS.</summary>
    public bool DisableOnUnix { get; set; }

    /// <summary>Writes the version to AssemblyInfo files.</summary>
    public bool UpdateAssemblyInfo { get; set; }

    /// <summary>Names the build server's run after the version. Default true.</summary>
    public bool UpdateBuildNumber { get; set; } = true;

    /// <summary>Doesn't fetch first. Default true.</summary>
    public bool NoFetch { get; set; } = true;

    /// <summary>Neither reads nor writes GitVersion's cache.</summary>
    public bool NoCache { get; set; }

    /// <inheritdoc />
    public override object? GetValue(MemberInfo member, object instance)
    {
        if (DisableOnUnix && EnvironmentInfo.IsUnix)
        {
            Serilog.Log.Warning("GitVersion is disabled on Unix");
            return null;
        }

        var version = GitVersionTasks.GitVersion(s => s
            .SetFramework(Framework)
            .SetNoFetch(NoFetch)
            .SetNoCache(NoCache)
            .SetUpdateAssemblyInfo(UpdateAssemblyInfo)
            .SetProcessWorkingDirectory(Build.RootDirectory)
            .DisableProcessOutputLogging()).Result;
        if (UpdateBuildNumber)
            BuildNumber.Update(version.FullSemVer);
        return version;
    }
}
