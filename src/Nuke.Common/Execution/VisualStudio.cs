namespace Nuke.Common.Execution;

/// <summary>A terminal inside Visual Studio.</summary>
public class VisualStudio : Terminal
{
    /// <summary>Visual Studio sets this variable for its terminals.</summary>
    public static bool IsRunningVisualStudio => Environment.GetEnvironmentVariable("VisualStudioVersion") is { Length: > 0 };
}
