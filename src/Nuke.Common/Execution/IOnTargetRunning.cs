namespace Nuke.Common.Execution;

/// <summary>Called when a target's turn has come.</summary>
public interface IOnTargetRunning : IBuildExtension
{
    /// <summary>Called when a target's turn has come.</summary>
    void OnTargetRunning(ExecutableTarget target);
}
