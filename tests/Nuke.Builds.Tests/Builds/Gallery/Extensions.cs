using System;
using System.Collections.Generic;
using System.Linq;
using Nuke.Common;
using Nuke.Common.Execution;

namespace Extensions;

[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
class TraceAttribute : BuildExtensionAttributeBase, IOnBuildCreated, IOnBuildInitialized, IOnTargetRunning, IOnTargetSucceeded, IOnTargetSkipped, IOnTargetFailed, IOnTargetSummaryUpdated, IOnBuildFinished
{
    readonly string _name;

    public TraceAttribute(string name) => _name = name;

    public void OnBuildCreated(IReadOnlyCollection<ExecutableTarget> executableTargets) => Say($"created {executableTargets.Count}");

    public void OnBuildInitialized(IReadOnlyCollection<ExecutableTarget> executableTargets, IReadOnlyCollection<ExecutableTarget> executionPlan) =>
        Say($"initialized {executionPlan.Select(x => x.Name).Aggregate((x, y) => $"{x},{y}")}");

    public void OnTargetRunning(ExecutableTarget target) => Say($"running {target.Name} {target.Status}");

    public void OnTargetSucceeded(ExecutableTarget target) => Say($"succeeded {target.Name}");

    public void OnTargetSkipped(ExecutableTarget target) => Say($"skipped {target.Name}");

    public void OnTargetFailed(ExecutableTarget target) => Say($"failed {target.Name}");

    public void OnTargetSummaryUpdated(INukeBuild build, ExecutableTarget target) => Say($"summary {target.SummaryInformation.Single().Value}");

    public void OnBuildFinished() => Say($"finished {Build.IsSuccessful}");

    void Say(string text) => Console.Error.WriteLine($"<{_name}> {text}");
}

[Trace("second", Priority = 1)]
[Trace("first", Priority = 2)]
class Build : NukeBuild
{
    public static int Main() => Execute<Build>(x => x.Last);

    [Parameter] readonly bool Break;

    Target First => _ => _.Executes(() => ReportSummary(_ => _.AddItem("Answer", "42")));

    Target Never => _ => _.OnlyWhenStatic(() => false).Executes(() => { });

    Target Last => _ => _
        .DependsOn(First, Never)
        .Executes(() => Assert.False(Break));

    protected override void OnBuildCreated()
    {
        base.OnBuildCreated();
        Console.Error.WriteLine($"OnBuildCreated {Break}");
    }

    protected override void OnBuildInitialized() => Console.Error.WriteLine($"OnBuildInitialized {ScheduledTargets.Count}");

    protected override void OnTargetRunning(string target) => Console.Error.WriteLine($"OnTargetRunning {target}");

    protected override void OnTargetSucceeded(string target) => Console.Error.WriteLine($"OnTargetSucceeded {target}");

    protected override void OnTargetSkipped(string target) => Console.Error.WriteLine($"OnTargetSkipped {target}");

    protected override void OnTargetFailed(string target) => Console.Error.WriteLine($"OnTargetFailed {target}");

    protected override void OnBuildFinished() => Console.Error.WriteLine($"OnBuildFinished {SucceededTargets.Count}");
}

static class Pairs
{
    public static IDictionary<string, string> AddItem(this IDictionary<string, string> dictionary, string key, string value)
    {
        dictionary.Add(key, value);
        return dictionary;
    }
}
