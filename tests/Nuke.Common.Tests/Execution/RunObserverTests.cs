using Nuke.Common;
using Nuke.Common.Execution;
using Pipeline.Authoring;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Planning;
using Assert = Xunit.Assert;

namespace CommonTests.Execution;

[Collection(OneBuildAtATime.Name)]
public sealed class RunObserverTests : IDisposable
{
    private static readonly List<string> s_heard = [];
    private readonly BuildHarness _harness = new();

    public RunObserverTests() => s_heard.Clear();

    [Fact]
    public void An_attribute_may_have_the_run_heard()
    {
        Assert.Equal(0, _harness.Run(new Heard(), x => x.Works));

        Assert.Equal(["starting: Works", "Works Succeeded", "finished 0"], s_heard);
    }

    [Fact]
    public void A_dry_run_is_not_heard()
    {
        Assert.Equal(0, _harness.Run(new Heard(), x => x.Works, "--dry-run"));

        Assert.Empty(s_heard);
    }

    public void Dispose() => _harness.Dispose();

    [Hears]
    private sealed class Heard : NukeBuild
    {
        public Target Works => _ => _.Executes(() => { });
    }

    [AttributeUsage(AttributeTargets.Class)]
    private sealed class HearsAttribute : BuildExtensionAttributeBase, IEngineExtension
    {
        public EngineSettings Configure(EngineSettings settings) => settings with { Observers = [.. settings.Observers, new Listener()] };
    }

    private sealed class Listener : IRunObserver
    {
        public void OnRunStarting(Plan plan) => s_heard.Add($"starting: {string.Join(' ', plan.Targets.Select(x => x.Name))}");

        public void OnTargetStarting(PlannedTarget target)
        {
        }

        public void OnOutput(string? target, OutputLine line)
        {
        }

        public void OnTargetFinished(TargetResult result) => s_heard.Add($"{result.Name} {result.Status}");

        public void OnRunFinished(RunResult result) => s_heard.Add($"finished {result.ExitCode}");
    }
}
