using Nuke.Common;
using Nuke.Common.Execution;
using Nuke.Common.IO;

namespace CommonTests.Execution;

/// <summary>Runs a build object in this process, with a directory, arguments and environment of a test's own.</summary>
internal sealed class BuildHarness : IDisposable
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public BuildHarness()
    {
        RootDirectory = AbsolutePath.Create(Directory.CreateTempSubdirectory("pipeline-execution-").FullName);
        Directory.CreateDirectory(RootDirectory / ".nuke");
    }

    public AbsolutePath RootDirectory { get; }

    public Dictionary<string, string> Environment { get; } = [];

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    /// <summary>Runs the build and gives its exit code.</summary>
    public int Run<T>(T build, Func<T, Target>? defaultTarget, params string[] arguments)
        where T : NukeBuild
    {
        var (console, consoleError) = (Console.Out, Console.Error);
        // What is said before the run begins goes to the process's own standard error.
        Console.SetError(_error);
        BuildLocation.Use(RootDirectory);
        try
        {
            return BuildProgram.Run(() => build, x => defaultTarget is null ? [] : [defaultTarget((T)x)], new BuildEdge
            {
                Arguments = [.. arguments, "--host", "Terminal"],
                Environment = Environment,
                WorkingDirectory = RootDirectory,
                Out = _out,
                Error = _error,
            });
        }
        finally
        {
            Console.SetOut(console);
            Console.SetError(consoleError);
        }
    }

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
        Directory.Delete(RootDirectory, recursive: true);
    }
}

/// <summary>The root directory, the host, the log and the console are static in NUKE's API: one build at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneBuildAtATime
{
    public const string Name = "One build at a time";
}
