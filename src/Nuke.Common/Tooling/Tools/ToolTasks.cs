using System.Reflection;
using Pipeline.Errors;

namespace Nuke.Common.Tooling;

/// <summary>Base of the classes that wrap command-line tools: finds the tool, runs it, reads its output.</summary>
public abstract class ToolTasks
{
    private static readonly Dictionary<Type, string> _toolPaths = [];

    /// <summary>The path of a tool.</summary>
    public static string GetToolPath<T>() where T : ToolTasks, new() => new T().GetToolPathInternal();

    /// <summary>The tool's path: set by hand, in the options, by <c>NAME_EXE</c> in the environment, or found.</summary>
    protected internal string GetToolPathInternal(ToolOptions? options = null)
    {
        if (options?.ProcessToolPath is { } path)
            return path;
        lock (_toolPaths)
        {
            if (_toolPaths.TryGetValue(GetType(), out var set))
                return set;
        }
        var name = GetType().Name;
        name = name.EndsWith("Tasks", StringComparison.Ordinal) ? name[..^"Tasks".Length] : name;
        return ToolPathResolver.TryGetEnvironmentExecutable($"{name.ToUpperInvariant()}_EXE") ?? GetToolPath(options);
    }

    /// <summary>Sets the tool's path for the whole build; null goes back to finding it.</summary>
    protected internal void SetToolPath(string? path)
    {
        lock (_toolPaths)
        {
            if (path is null)
                _toolPaths.Remove(GetType());
            else
                _toolPaths[GetType()] = path;
        }
    }

    /// <summary>Finds the tool.</summary>
    protected virtual string GetToolPath(ToolOptions? options = null)
        => (GetType().GetCustomAttribute<ToolAttribute>() ?? throw new InvalidOperationException($"{GetType().Name} needs a [PathTool], [NuGetTool] or [NpmTool] attribute, or has to override GetToolPath."))
            .GetToolPath(options);

    /// <summary>Where output lines go.</summary>
    protected internal virtual Action<OutputType, string> GetLogger(ToolOptions? options = null) => options?.ProcessLogger ?? ToolLogger.For(GetType());

    /// <summary>What happens after the process has ended. Default: an exit code other than 0 is an error.</summary>
    protected virtual Func<ToolOptions?, IProcess, object?> GetExitHandler(ToolOptions? options = null) => static (_, process) => process.AssertZeroExitCode();

    /// <summary>Changes options before the tool runs.</summary>
    protected virtual ToolOptions PreProcess(ToolOptions options) => options;

    /// <summary>Acts after the tool has run.</summary>
    protected virtual void PostProcess(ToolOptions options)
    {
    }

    /// <summary>Reads a result from the output.</summary>
    protected virtual object? GetResult<T>(ToolOptions options, IReadOnlyCollection<Output> output) => default(T);

    /// <summary>Runs the tool with options.</summary>
    protected internal virtual IReadOnlyCollection<Output> Run<T>(T? options) where T : ToolOptions, new()
    {
        var processed = PreProcess(VerbosityMapping.Apply(options ?? new T()));
        var rendered = ArgumentRenderer.Render(processed);
        var filter = SecretFilter.For(rendered.Secrets);
        var (toolPath, file) = ProcessTasks.Runner(GetToolPathInternal(processed));
        using var process = ProcessTasks.Start(new ProcessRequest
        {
            ToolPath = toolPath,
            Arguments = file is null ? rendered.Arguments : [file, .. rendered.Arguments],
            WorkingDirectory = processed.ProcessWorkingDirectory ?? ProcessTasks.DefaultWorkingDirectory,
            Environment = Merge(processed.ProcessEnvironmentVariables, rendered.Environment),
            StandardInput = rendered.StandardInput,
            Timeout = processed.ProcessExecutionTimeout is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
            LogInvocation = processed.ProcessInvocationLogging ?? ProcessTasks.DefaultLogInvocation,
            Logger = processed.ProcessOutputLogging ?? ProcessTasks.DefaultLogOutput ? GetLogger(processed) : null,
            Filter = filter,
            CancellationToken = ProcessTasks.AmbientCancellation(),
        });
        process.AssertWaitForExit();
        if (processed.ProcessExitHandling ?? true)
            (processed.ProcessExitHandler ?? GetExitHandler(processed))(processed, process);
        PostProcess(processed);
        return process.Output;
    }

    /// <summary>Runs the tool with options, and reads a result from its output.</summary>
    protected internal virtual (TResult Result, IReadOnlyCollection<Output> Output) Run<TOptions, TResult>(TOptions? options) where TOptions : ToolOptions, new()
    {
        options ??= new TOptions();
        var output = Run(options);
        try
        {
            return ((TResult)GetResult<TResult>(options, output)!, output);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new PipelineException(ToolingErrors.OutputNotReadable, $"No {typeof(TResult).Name} can be read from the output of {GetType().Name}: {exception.Message}\n{string.Join('\n', output.Select(x => x.Text))}", exception);
        }
    }

    /// <summary>Runs the tool with a command line.</summary>
    protected internal IReadOnlyCollection<Output> Run(
        ArgumentStringHandler arguments,
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string>? environmentVariables = null,
        int? timeout = null,
        bool? logOutput = null,
        bool? logInvocation = null,
        Action<OutputType, string>? logger = null,
        Func<IProcess, object>? exitHandler = null)
    {
        using var process = ProcessTasks.StartProcess(
            GetToolPathInternal(),
            arguments.ToStringAndClear(),
            workingDirectory,
            environmentVariables,
            timeout,
            logOutput,
            logInvocation,
            logger ?? GetLogger(),
            arguments.GetFilter());
        process.AssertWaitForExit();
        if (exitHandler is null)
            GetExitHandler()(null, process);
        else
            exitHandler(process);
        return process.Output;
    }

    /// <summary>Runs the tool once for each of the options that the configurator makes.</summary>
    protected internal IReadOnlyCollection<(TOptions Settings, IReadOnlyCollection<Output> Output)> Run<TOptions>(CombinatorialConfigure<TOptions> configurator, int degreeOfParallelism, bool completeOnFailure)
        where TOptions : ToolOptions, new()
        => [.. CombinatorialRun<TOptions>.All(configurator, this, degreeOfParallelism, completeOnFailure, x => (x, Run(x))).Select(x => (x.Settings, x.Value.Item2))];

    /// <summary>Runs the tool once for each of the options that the configurator makes, and reads a result from each output.</summary>
    protected internal IReadOnlyCollection<(TOptions Settings, TResult Result, IReadOnlyCollection<Output> Output)> Run<TOptions, TResult>(CombinatorialConfigure<TOptions> configurator, int degreeOfParallelism, bool completeOnFailure)
        where TOptions : ToolOptions, new()
        => [.. CombinatorialRun<TOptions>.All(configurator, this, degreeOfParallelism, completeOnFailure, Run<TOptions, TResult>).Select(x => (x.Settings, x.Value.Result, x.Value.Output))];

    private static IReadOnlyDictionary<string, string>? Merge(IReadOnlyDictionary<string, string>? given, Dictionary<string, string> rendered)
    {
        if (rendered.Count == 0)
            return given;
        foreach (var (name, value) in given ?? new Dictionary<string, string>())
            rendered.TryAdd(name, value);
        return rendered;
    }
}
