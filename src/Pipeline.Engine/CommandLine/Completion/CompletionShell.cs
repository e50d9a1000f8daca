namespace Pipeline.Engine.CommandLine.Completion;

/// <summary>A shell that completes targets and options.</summary>
public enum CompletionShell
{
    /// <summary>bash 3.2 or later.</summary>
    Bash,

    /// <summary>zsh with compinit.</summary>
    Zsh,

    /// <summary>PowerShell 5.1 or later.</summary>
    PowerShell,
}
