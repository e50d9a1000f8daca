namespace Nuke.Common.Execution;

/// <summary>A terminal inside Visual Studio Code.</summary>
public class VSCode : Terminal
{
    /// <summary>Visual Studio Code sets one of these variables for its terminals.</summary>
    public static bool IsRunningVSCode =>
        Environment.GetEnvironmentVariable("VSCODE_GIT_IPC_HANDLE") is { Length: > 0 }
        || Environment.GetEnvironmentVariable("VSCODE_PID") is { Length: > 0 };
}
