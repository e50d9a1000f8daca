using System.Reflection;
using Nuke.Common.Tools.MSBuild;

namespace Nuke.Common.Tools.DotNet;

public partial class DotNetMSBuildSettings
{
    // A solution calls it 'Any CPU', a project 'AnyCPU'.
    internal string FormatTargetPlatform(MSBuildTargetPlatform value, PropertyInfo property)
        => value != MSBuildTargetPlatform.MSIL ? value.ToString()
            : TargetPath is null || TargetPath.Contains(".sln", StringComparison.OrdinalIgnoreCase) ? "Any CPU" : "AnyCPU";
}
