namespace Nuke.Common.Execution;

/// <summary>Called when the build ends, whichever way.</summary>
public interface IOnBuildFinished : IBuildExtension
{
    /// <summary>Called when the build ends, whichever way.</summary>
    void OnBuildFinished();
}
