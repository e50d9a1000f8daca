namespace Nuke.Common.Execution;

/// <summary>Called when the plan is made and the build's values are set.</summary>
public interface IOnBuildInitialized : IBuildExtension
{
    /// <summary>Called when the plan is made and the build's values are set.</summary>
    void OnBuildInitialized(IReadOnlyCollection<ExecutableTarget> executableTargets, IReadOnlyCollection<ExecutableTarget> executionPlan);
}
