using Pipeline.Engine.Execution;
using Pipeline.Engine.Planning;

namespace Nuke.Common.Execution;

/// <summary>Keeps <see cref="ExecutableTarget.Status"/> true during a run, and tells the build and its extensions what happened.</summary>
internal sealed class BuildObserver(NukeBuild build, BuildTargets targets) : IRunObserver
{
    public void OnRunStarting(Plan plan)
    {
    }

    public void OnTargetStarting(PlannedTarget target)
    {
    }

    public void OnOutput(string? target, OutputLine line)
    {
    }

    public void OnTargetFinished(TargetResult result)
    {
        var target = targets.Find(result.Name);
        target.Duration = result.Duration;
        switch (result.Status)
        {
            case TargetStatus.Succeeded or TargetStatus.Cached:
                target.Status = ExecutionStatus.Succeeded;
                build.OnTargetSucceeded(target.Name);
                Tell<IOnTargetSucceeded>(x => x.OnTargetSucceeded(target));
                break;
            case TargetStatus.Failed:
                target.Status = ExecutionStatus.Failed;
                build.OnTargetFailed(target.Name);
                Tell<IOnTargetFailed>(x => x.OnTargetFailed(target));
                break;
            case TargetStatus.Skipped:
                target.Status = ExecutionStatus.Skipped;
                target.Skipped = result.Reason;
                build.OnTargetSkipped(target.Name);
                Tell<IOnTargetSkipped>(x => x.OnTargetSkipped(target));
                break;
            case TargetStatus.Cancelled:
                target.Status = ExecutionStatus.Aborted;
                break;
            case TargetStatus.NotRun:
                target.Status = ExecutionStatus.NotRun;
                break;
        }
    }

    public void OnRunFinished(RunResult result)
    {
    }

    private void Tell<T>(Action<T> what)
        where T : IBuildExtension
    {
        foreach (var extension in build.Extensions)
        {
            if (extension is T listener)
                what(listener);
        }
    }
}
