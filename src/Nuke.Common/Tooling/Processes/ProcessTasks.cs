using Serilog;
using Serilog.Events;

namespace Nuke.Common.Tooling;

/// <summary>Starts processes, never through a shell unless asked for one.</summary>
public static class ProcessTasks
{
    private static string? _defaultWorkingDirectory;

    /// <summary>Whether output is logged where a call doesn't say.</summary>
    public static bool DefaultLogOutput { get; set; } = true;

    /// <summary>Whether command lines are logged where a call doesn't say.</summary>
    public static bool DefaultLogInvocation { get; set; } = true;

    /// <summary>Whether the working directory is logged with the command line.</summary>
    public static bool LogWorkingDirectory { get; set; } = true;

    /// <summary>Working directory where a call doesn't say. Default: that of the build.</summary>
    public static string DefaultWorkingDirectory
    {
        get => _defaultWorkingDirectory ?? Directory.GetCurrentDirectory();
        set => _defaultWorkingDirectory = value;
    }

    /// <summary>Gives the token that stops the processes of the target that is running; the build sets it.</summary>
    internal static Func<CancellationToken> AmbientCancellation { get; set; } = static () => CancellationToken.None;

    /// <summary>Runs a command in the system's shell: <c>bash</c> (or <c>sh</c>), on Windows <c>cmd</c>.</summary>
    public static IProcess StartShell(
        string command,
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string>? environmentVariables = null,
        int? timeout = null,
        bool? logOutput = null,
        bool? logInvocation = null,
        Action<OutputType, string>? logger = null,
        Func<string, string>? outputFilter = null)
    {
        var windows = OperatingSystem.IsWindows();
        var shell = windows ? "cmd" : ToolPathResolver.TryGetPathExecutable("bash") ?? "sh";
        return Start(shell, [windows ? "/c" : "-c", command], windows ? $"/c \"{command}\"" : null, workingDirectory, environmentVariables, timeout, logOutput, logInvocation, logger, outputFilter);
    }

    /// <summary>Starts a process with a command line whose values are quoted where needed.</summary>
    public static IProcess StartProcess(
        string toolPath,
        ArgumentStringHandler arguments,
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string>? environmentVariables = null,
        int? timeout = null,
        bool? logOutput = null,
        bool? logInvocation = null,
        Action<OutputType, string>? logger = null)
        => StartProcess(toolPath, arguments.ToStringAndClear(), workingDirectory, environmentVariables, timeout, logOutput, logInvocation, logger, arguments.GetFilter());

    /// <summary>Starts a process.</summary>
    /// <param name="toolPath">A path, or a name on <c>PATH</c>. A <c>.dll</c> is run with <c>dotnet</c>.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="workingDirectory">Default: <see cref="DefaultWorkingDirectory"/>.</param>
    /// <param name="environmentVariables">In addition to those of this process; a dictionary with <c>PATH</c> is the whole environment.</param>
    /// <param name="timeout">Longest run, in milliseconds. Default: no limit.</param>
    /// <param name="logOutput">Default: <see cref="DefaultLogOutput"/>.</param>
    /// <param name="logInvocation">Default: <see cref="DefaultLogInvocation"/>.</param>
    /// <param name="logger">Default: <see cref="DefaultLogger"/>.</param>
    /// <param name="outputFilter">Changes text before it is logged or shown, to hide secrets.</param>
    public static IProcess StartProcess(
        string toolPath,
        string? arguments = null,
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string>? environmentVariables = null,
        int? timeout = null,
        bool? logOutput = null,
        bool? logInvocation = null,
        Action<OutputType, string>? logger = null,
        Func<string, string>? outputFilter = null)
    {
        var text = arguments ?? "";
        return Start(toolPath, CommandLine.Split(text), text, workingDirectory, environmentVariables, timeout, logOutput, logInvocation, logger, outputFilter);
    }

    /// <summary>Logs a line: standard output as debug, standard error as error.</summary>
    public static void DefaultLogger(OutputType type, string output) => Write(type == OutputType.Std ? LogEventLevel.Debug : LogEventLevel.Error, output);

    /// <summary>Fails when the exit code isn't 0.</summary>
    public static void DefaultExitHandler(ToolOptions? options, IProcess process) => process.AssertZeroExitCode();

    /// <summary>Warns of folders on <c>PATH</c> that don't exist.</summary>
    public static void CheckPathEnvironmentVariable()
    {
        foreach (var directory in ToolPathResolver.PathDirectories())
        {
            if (!Directory.Exists(Environment.ExpandEnvironmentVariables(directory)))
                Log.Warning("PATH has the folder {Path}, which does not exist", directory);
        }
    }

    internal static void Write(LogEventLevel level, string line) => Log.Write(level, "{Line:l}", line);

    internal static IProcess Start(ProcessRequest request)
    {
        if (request.LogInvocation)
        {
            Log.Information("> {ToolPath:l} {Arguments:l}", CommandLine.Quote(request.ToolPath), request.DisplayArguments);
            if (LogWorkingDirectory)
                Log.Write(request.WorkingDirectory == DefaultWorkingDirectory ? LogEventLevel.Verbose : LogEventLevel.Information, "@ {WorkingDirectory:l}", request.WorkingDirectory);
        }
        return ToolProcess.Start(request);
    }

    /// <summary>A file that isn't a program by itself needs one that runs it.</summary>
    internal static (string ToolPath, string? File) Runner(string toolPath)
    {
        if (toolPath.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            return (ToolPathResolver.TryGetEnvironmentExecutable("DOTNET_EXE") ?? ToolPathResolver.GetPathExecutable("dotnet"), toolPath);
        if (!OperatingSystem.IsWindows() && toolPath.EndsWith(".exe", StringComparison.OrdinalIgnoreCase))
            return (ToolPathResolver.GetPathExecutable("mono"), toolPath);
        return (toolPath, null);
    }

    private static IProcess Start(
        string toolPath,
        IReadOnlyList<string> arguments,
        string? text,
        string? workingDirectory,
        IReadOnlyDictionary<string, string>? environmentVariables,
        int? timeout,
        bool? logOutput,
        bool? logInvocation,
        Action<OutputType, string>? logger,
        Func<string, string>? outputFilter)
    {
        ArgumentException.ThrowIfNullOrEmpty(toolPath);
        if (!Path.IsPathRooted(toolPath) && !toolPath.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
            toolPath = ToolPathResolver.GetPathExecutable(toolPath);
        var (runner, file) = Runner(toolPath);
        return Start(new ProcessRequest
        {
            ToolPath = runner,
            Arguments = file is null ? arguments : [file, .. arguments],
            CommandLineText = file is null || text is null ? text : $"{CommandLine.Quote(file)} {text}".TrimEnd(),
            WorkingDirectory = workingDirectory ?? DefaultWorkingDirectory,
            Environment = environmentVariables,
            Timeout = timeout is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
            LogInvocation = logInvocation ?? DefaultLogInvocation,
            Logger = logOutput ?? DefaultLogOutput ? logger ?? DefaultLogger : null,
            Filter = outputFilter,
            CancellationToken = AmbientCancellation(),
        });
    }
}
