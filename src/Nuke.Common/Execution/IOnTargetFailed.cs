namespace Nuke.Common.Execution;

/// <summary>Called when a target has failed.</summary>
public interface IOnTargetFailed : IBuildExtension
{
    /// <summary>Called when a target has failed.</summary>
    void OnTargetFailed(ExecutableTarget target);
}
