using System.Reflection;
using Nuke.Common.Tooling;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Tools.MinVer;

/// <summary>Gives a member the <see cref="MinVer"/> of the build's repository.</summary>
public class MinVerAttribute : ValueInjectionAttributeBase
{
    /// <summary>The target framework whose build of MinVer runs. Default: the newest that is there.</summary>
    public string? Framework { get; set; }

    /// <summary>Names the build server's run after the version. Default true.</summary>
    public bool UpdateBuildNumber { get; set; } = true;

    /// <inheritdoc />
    public override object? GetValue(MemberInfo member, object instance)
    {
        var version = MinVerTasks.MinVer(s => s
            .SetFramework(Framework)
            .SetProcessWorkingDirectory(Build.RootDirectory)
            .DisableProcessOutputLogging()).Result;
        if (UpdateBuildNumber)
            BuildNumber.Update(version.Version);
        return version;
    }
}
