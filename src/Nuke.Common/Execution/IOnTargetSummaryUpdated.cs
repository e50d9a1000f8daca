namespace Nuke.Common.Execution;

/// <summary>Called when a target reports figures.</summary>
public interface IOnTargetSummaryUpdated : IBuildExtension
{
    /// <summary>Called when a target reports figures.</summary>
    void OnTargetSummaryUpdated(INukeBuild build, ExecutableTarget target);
}
