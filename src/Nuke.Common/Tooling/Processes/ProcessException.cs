using System.Text;
using Pipeline.Errors;

namespace Nuke.Common.Tooling;

/// <summary>A process ended with an exit code that means failure.</summary>
public class ProcessException : PipelineException
{
    // The end of a long error output tells the cause; all of it is in the log.
    private const int ErrorLines = 20;

    /// <summary>For a process that has ended.</summary>
    public ProcessException(IProcess process)
        : base(ToolingErrors.ProcessFailed, Describe(process))
    {
        Process = process;
        ExitCode = process.ExitCode;
    }

    /// <summary>The process's exit code; not that of the build.</summary>
    public new int ExitCode { get; }

    internal IProcess Process { get; }

    private static string Describe(IProcess process)
    {
        var message = new StringBuilder($"Process '{Path.GetFileName(process.FileName)}' exited with code {process.ExitCode}.")
            .Append("\n   > ").Append(CommandLine.Quote(process.FileName)).Append(' ').Append(process.Arguments)
            .Append("\n   @ ").Append(process.WorkingDirectory);
        var errors = process.Output.Where(x => x.Type == OutputType.Err).ToArray();
        if (errors.Length > 0)
            message.Append("\nError output:");
        if (errors.Length > ErrorLines)
            message.Append($"\n   … {errors.Length - ErrorLines} lines before");
        foreach (var line in errors.Skip(errors.Length - ErrorLines))
            message.Append("\n   ").Append(line.Text);
        return message.ToString();
    }
}
