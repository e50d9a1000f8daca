using System.ComponentModel;
using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.MSBuild;

/// <summary>Platform that MSBuild builds for.</summary>
[TypeConverter(typeof(TypeConverter<MSBuildTargetPlatform>))]
public class MSBuildTargetPlatform : Enumeration
{
    /// <summary>Any processor: <c>Any CPU</c> in a solution, <c>AnyCPU</c> in a project.</summary>
    public static readonly MSBuildTargetPlatform MSIL = new() { Value = nameof(MSIL) };

    /// <summary><c>x86</c>.</summary>
    public static readonly MSBuildTargetPlatform x86 = new() { Value = nameof(x86) };

    /// <summary><c>x64</c>.</summary>
    public static readonly MSBuildTargetPlatform x64 = new() { Value = nameof(x64) };

    /// <summary><c>ARM</c>.</summary>
    public static readonly MSBuildTargetPlatform arm = new() { Value = "ARM" };

    /// <summary><c>ARM64</c>.</summary>
    public static readonly MSBuildTargetPlatform arm64 = new() { Value = "ARM64" };

    /// <summary><c>Win32</c>.</summary>
    public static readonly MSBuildTargetPlatform Win32 = new() { Value = nameof(Win32) };

    /// <summary>A platform by its name.</summary>
    public static explicit operator MSBuildTargetPlatform(string value) => new() { Value = value };
}
