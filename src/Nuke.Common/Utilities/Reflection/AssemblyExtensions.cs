using System.Reflection;

namespace Nuke.Common.Utilities;

/// <summary>What an assembly says of its version.</summary>
public static class AssemblyExtensions
{
    /// <summary>Version, platform and framework, for a headline.</summary>
    public static string GetInformationalText(this Assembly assembly)
        => $"version {assembly.GetVersionText()} ({EnvironmentInfo.Platform},{EnvironmentInfo.Framework})";

    /// <summary>The informational version up to its <c>+</c>; <c>LOCAL</c> if it has none, since such a build came from no pipeline.</summary>
    public static string GetVersionText(this Assembly assembly)
    {
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>().NotNull($"Assembly '{assembly}' has no informational version").InformationalVersion;
        return version.IndexOf('+') is var plus and not -1 ? version[..plus] : "LOCAL";
    }
}
