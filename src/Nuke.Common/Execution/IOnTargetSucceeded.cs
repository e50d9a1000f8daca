namespace Nuke.Common.Execution;

/// <summary>Called when a target has succeeded.</summary>
public interface IOnTargetSucceeded : IBuildExtension
{
    /// <summary>Called when a target has succeeded.</summary>
    void OnTargetSucceeded(ExecutableTarget target);
}
