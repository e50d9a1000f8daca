namespace Nuke.Common.Tooling;

/// <summary>A started process.</summary>
public interface IProcess : IDisposable
{
    /// <summary>The program.</summary>
    string FileName { get; }

    /// <summary>The command line with secrets redacted.</summary>
    string Arguments { get; }

    /// <summary>The working directory.</summary>
    string WorkingDirectory { get; }

    /// <summary>The lines written so far, in order, with secrets redacted.</summary>
    IReadOnlyCollection<Output> Output { get; }

    /// <summary>The exit code; only after the process has ended.</summary>
    int ExitCode { get; }

    /// <summary>Whether the process has ended.</summary>
    bool HasExited { get; }

    /// <summary>The process's id.</summary>
    int Id { get; }

    /// <summary>Ends the process and its children at once.</summary>
    void Kill();

    /// <summary>Waits for the end. When the timeout passes before, the process and its children are stopped.</summary>
    /// <returns>Whether the process ended by itself.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled; the process and its children were stopped.</exception>
    bool WaitForExit();
}
