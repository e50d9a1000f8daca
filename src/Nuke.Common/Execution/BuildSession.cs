using System.Reflection;
using Nuke.Common.Tooling;
using Pipeline.Engine.CommandLine;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Parameters;
using Pipeline.Engine.Planning;
using Pipeline.Engine.Reporting;
using Pipeline.Engine.Targets;
using Serilog;

namespace Nuke.Common.Execution;

/// <summary>One invocation of a build, from its arguments to its exit code.</summary>
internal sealed class BuildSession(NukeBuild build, Func<NukeBuild, IReadOnlyList<Delegate>> defaultTargets, BuildEdge edge)
{
    private readonly OutputMask _mask = new();

    public async Task<int> RunAsync()
    {
        Log.Logger = new SerilogBridge();
        BuildLog.AttachBeforeRun((_, text) => edge.Error.WriteLine(_mask.Apply(text)));
        List<MemberInfo> members = [.. BuildMembers.Of(build.GetType())];
        build.Values = new BuildValues(build, members);
        var values = ReadParameters(members);
        var engine = values.Engine;
        Apply(engine);
        build.Values.InjectParameters(values);

        var targets = BuildTargets.Discover(build, members, defaultTargets(build));
        if (BuildRequests.TryAnswer(build, targets, values, edge) is { } answered)
            return answered;

        values.ThrowIfInvalid();
        if (engine.Host is { } host)
            HostDetection.Create(host);
        else
            HostDetection.Detect();
        ProcessTasks.AmbientCancellation = () => TargetContext.Current?.CancellationToken ?? CancellationToken.None;
        var graph = TargetGraph.Create(targets.Definitions);
        build.OnBuildCreated();
        foreach (var extension in build.Extensions.OfType<IOnBuildCreated>())
            extension.OnBuildCreated(targets.All);
        if (!engine.Plan)
            new GeneratedFiles(build, targets, values).Update();
        NuGetToolPathResolver.NuGetPackagesConfigFile = build.NuGetPackagesConfigFile;
        NuGetToolPathResolver.NuGetAssetsConfigFile = build.NuGetAssetsConfigFile;
        NuGetToolPathResolver.EmbeddedPackagesDirectory = build.EmbeddedPackagesDirectory;
        NpmToolPathResolver.NpmPackageJsonFile = build.NpmPackageJsonFile;
        build.Values.InjectOthers();

        var request = RequestOf(engine, graph);
        var plan = Planner.Create(graph, request);
        Show(plan, targets);
        if (engine.Plan)
            return BuildRequests.ShowPlan(plan, engine, edge, _mask);

        values = new RequirementCheck(plan, targets, build, values).Complete(edge.IsInteractive ? new ConsolePrompt(edge) : null);
        Remember(values);
        return await new BuildRun(build, targets, engine, edge, _mask).RunAsync(plan, request, values.Warnings);
    }

    private ParameterValues ReadParameters(List<MemberInfo> members)
    {
        var values = ParameterReader.Read(new ParameterInput
        {
            Arguments = edge.Arguments,
            Parameters = [.. build.Values.Specs, .. GeneratedFiles.Specs],
            Targets = [.. members.Where(x => BuildMembers.TypeOf(x) == typeof(Target)).Select(x => new TargetDefinition { Name = BuildMembers.ShortName(x) })],
            Environment = edge.Environment,
            RootDirectory = NukeBuild.RootDirectory,
            WorkingDirectory = edge.WorkingDirectory,
        });
        Remember(values);
        return values;
    }

    private void Remember(ParameterValues values)
    {
        foreach (var secret in values.SecretValues)
            _mask.Add(secret);
    }

    private void Apply(EngineOptions engine)
    {
        NukeBuild.Verbosity = engine.Verbosity switch
        {
            OutputVerbosity.Quiet => Verbosity.Quiet,
            OutputVerbosity.Minimal => Verbosity.Minimal,
            OutputVerbosity.Normal => Verbosity.Normal,
            _ => Verbosity.Verbose,
        };
        NukeBuild.LoadedLocalProfiles = [.. engine.Profiles];
        (build.NoLogo, build.Plan, build.Help, build.Continue) = (engine.NoLogo, engine.Plan, engine.Help, engine.Continue);
    }

    private static PlanRequest RequestOf(EngineOptions engine, TargetGraph graph)
    {
        var request = new PlanRequest
        {
            // To be explained, a target has to be asked about; nothing else was named.
            Targets = engine.Targets.Count > 0 ? engine.Targets : engine.Explain,
            Skip = engine.Skip ?? [],
            SkipAllOthers = engine.Skip is { Count: 0 },
        };
        if (!engine.Continue)
            return request;
        var requested = Planner.Create(graph, request).Requested;
        return request with { AlreadyDone = [.. Continuation.Load(BuildRun.ContinuationFile, requested, BuildRun.Fingerprint)] };
    }

    private void Show(Plan plan, BuildTargets targets)
    {
        var planned = new List<ExecutableTarget>(plan.Targets.Count);
        foreach (var entry in plan.Targets)
        {
            var target = targets.Find(entry.Name);
            target.Invoked = plan.Requested.Contains(target.Name);
            target.Status = entry.SkipReason is null ? ExecutionStatus.Scheduled : ExecutionStatus.Skipped;
            target.Skipped = entry.SkipReason;
            planned.Add(target);
        }

        build.ExecutionPlan = planned;
    }
}
