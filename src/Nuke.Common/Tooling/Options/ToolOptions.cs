namespace Nuke.Common.Tooling;

/// <summary>Options of one call of a tool: its arguments, and how its process is run.</summary>
public class ToolOptions : Options
{
    /// <summary>The program. Default: the tool's own, from an environment variable (<c>DOTNET_EXE</c>), <c>PATH</c> or a package.</summary>
    public string ProcessToolPath => Get<string>(nameof(ProcessToolPath));

    /// <summary>Working directory. Default: <see cref="ProcessTasks.DefaultWorkingDirectory"/>.</summary>
    public string ProcessWorkingDirectory => Get<string>(nameof(ProcessWorkingDirectory));

    /// <summary>
    /// Environment variables set in addition to those of this process; a null value takes one away.
    /// A dictionary that has <c>PATH</c> is taken as the whole environment.
    /// </summary>
    public IReadOnlyDictionary<string, string> ProcessEnvironmentVariables => Get<IReadOnlyDictionary<string, string>>(nameof(ProcessEnvironmentVariables));

    /// <summary>Longest run, in milliseconds. Default: no limit.</summary>
    public int? ProcessExecutionTimeout => Get<int?>(nameof(ProcessExecutionTimeout));

    /// <summary>Whether the output is logged. Default: <see cref="ProcessTasks.DefaultLogOutput"/>.</summary>
    public bool? ProcessOutputLogging => Get<bool?>(nameof(ProcessOutputLogging));

    /// <summary>Whether the command line is logged. Default: <see cref="ProcessTasks.DefaultLogInvocation"/>.</summary>
    public bool? ProcessInvocationLogging => Get<bool?>(nameof(ProcessInvocationLogging));

    /// <summary>Whether the exit code is looked at. Default: true.</summary>
    public bool? ProcessExitHandling => Get<bool?>(nameof(ProcessExitHandling));

    /// <summary>Values redacted from the log, the output and exceptions.</summary>
    public IReadOnlyList<string> ProcessRedactedSecrets => Get<IReadOnlyList<string>>(nameof(ProcessRedactedSecrets));

    /// <summary>Arguments appended as they are, each a piece of a command line.</summary>
    public IReadOnlyList<string> ProcessAdditionalArguments => Get<IReadOnlyList<string>>(nameof(ProcessAdditionalArguments));

    internal Action<OutputType, string>? ProcessLogger { get; set; }

    internal Func<ToolOptions, IProcess, object?>? ProcessExitHandler { get; set; }

    internal Func<Arguments, Arguments>? ProcessArgumentConfigurator { get; set; }
}
