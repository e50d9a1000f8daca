namespace Nuke.Common.Execution;

/// <summary>A terminal inside JetBrains Rider.</summary>
public class Rider : Terminal
{
    /// <summary>Rider sets one of these variables for its terminals and run configurations.</summary>
    public static bool IsRunningRider =>
        Environment.GetEnvironmentVariable("IDEA_INITIAL_DIRECTORY") is { Length: > 0 }
        || Environment.GetEnvironmentVariable("TERMINAL_EMULATOR")?.Contains("JetBrains", StringComparison.OrdinalIgnoreCase) == true;
}
