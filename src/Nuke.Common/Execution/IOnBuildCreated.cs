namespace Nuke.Common.Execution;

/// <summary>Called when the build was created and its targets are known.</summary>
public interface IOnBuildCreated : IBuildExtension
{
    /// <summary>Called when the build was created and its targets are known.</summary>
    void OnBuildCreated(IReadOnlyCollection<ExecutableTarget> executableTargets);
}
