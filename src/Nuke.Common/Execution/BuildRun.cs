using System.Runtime.InteropServices;
using Nuke.Common.IO;
using Pipeline.Authoring;
using Pipeline.Engine.Caching;
using Pipeline.Engine.CommandLine;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Planning;
using Pipeline.Engine.Reporting;

namespace Nuke.Common.Execution;

/// <summary>Runs a plan with everything around it: console, cancellation, cache, events, reports.</summary>
internal sealed class BuildRun(NukeBuild build, BuildTargets targets, EngineOptions engine, BuildEdge edge, OutputMask mask)
{
    public static string ContinuationFile => NukeBuild.TemporaryDirectory / "continue.state";

    /// <summary>Changes with every compilation of the build.</summary>
    public static string Fingerprint => System.Reflection.Assembly.GetEntryAssembly()?.ManifestModule.ModuleVersionId.ToString() ?? "";

    public async Task<int> RunAsync(Plan plan, PlanRequest request, IReadOnlyList<string> warnings)
    {
        using var cancellation = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, x => Cancel(x, cancellation));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, x => Cancel(x, cancellation));

        var options = Consoles.OptionsOf(edge, engine.Verbosity, mask);
        var reporter = Consoles.ReporterFor(NukeBuild.Host, edge, options);
        using var disposable = reporter as IDisposable;
        using var continuation = new Continuation(ContinuationFile, Fingerprint, request.AlreadyDone, Warn);
        var observers = new List<IRunObserver> { reporter, new BuildObserver(build, targets), continuation };
        var settings = Settings();
        if (!engine.DryRun)
            observers.AddRange([new RunFile(NukeBuild.RootDirectory / "output" / "run.json", [new("host", NukeBuild.Host.GetType().Name)], options, Warn), .. settings.Observers]);
        if (engine.Explain.Count > 0)
            observers.Add(new CacheExplanation(engine.Explain, edge.Error));
        var log = new RunLog(observers, mask.Apply, TimeProvider.System);
        BuildLog.Attach(log);
        Console.SetOut(new TargetConsole(edge.Error));
        foreach (var warning in warnings)
            Warn(warning);

        build.OnBuildInitialized();
        foreach (var extension in build.Extensions.OfType<IOnBuildInitialized>())
            extension.OnBuildInitialized(targets.All, build.ExecutionPlan);

        await using var cache = CacheOf(settings);
        var result = await new Executor(plan, OptionsOf(settings, cache), log).RunAsync(cancellation.Token);
        if (cache is not null && await cache.CompleteAsync(CancellationToken.None) is { } problem)
            edge.Error.WriteLine(problem);
        Finish();
        return build.ExitCode ?? result.ExitCode;
    }

    private static void Warn(string text) => BuildLog.Write(OutputLevel.Warning, text);

    // The first Ctrl+C ends the build in order; the second ends it at once.
    private void Cancel(PosixSignalContext signal, CancellationTokenSource cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return;
        signal.Cancel = true;
        edge.Error.WriteLine("Cancelling: running targets are ended, then what must run in any case. Press Ctrl+C again to end at once.");
        cancellation.Cancel();
    }

    private EngineSettings Settings()
    {
        var settings = new EngineSettings();
        foreach (var extension in build.Extensions.OfType<IEngineExtension>())
            settings = extension.Configure(settings);
        return engine switch
        {
            { Sequential: true } => settings with { Parallelism = 1 },
            { Parallel: { } asked } => settings with { Parallelism = asked > 0 ? asked : Environment.ProcessorCount },
            _ => settings,
        };
    }

    private TargetCache? CacheOf(EngineSettings settings)
    {
        if (engine.DryRun || !targets.Definitions.Any(x => x.Cache is not null))
            return null;
        var local = new LocalCacheStore(NukeBuild.TemporaryDirectory / "cache" / "store");
        var options = new TargetCacheOptions
        {
            RootDirectory = NukeBuild.RootDirectory!,
            StateDirectory = NukeBuild.TemporaryDirectory / "cache",
            Store = settings.SharedCache?.Invoke(local, Warn) ?? local,
            Reuse = !engine.NoCache,
            ReadEnvironmentVariable = Environment.GetEnvironmentVariable,
        };
        return new TargetCache(settings.ConfigureCache?.Invoke(options) ?? options);
    }

    private ExecutionOptions OptionsOf(EngineSettings settings, TargetCache? cache) => new()
    {
        Cache = cache,
        Parallelism = settings.Parallelism,
        KeepGoing = engine.KeepGoing,
        DryRun = engine.DryRun,
        OnTargetRunning = name =>
        {
            var target = targets.Find(name);
            target.Status = ExecutionStatus.Running;
            build.OnTargetRunning(name);
            foreach (var extension in build.Extensions.OfType<IOnTargetRunning>())
                extension.OnTargetRunning(target);
        },
    };

    private void Finish()
    {
        build.OnBuildFinished();
        foreach (var extension in build.Extensions.OfType<IOnBuildFinished>())
            extension.OnBuildFinished();
        BuildLog.Attach(run: null);
    }
}
