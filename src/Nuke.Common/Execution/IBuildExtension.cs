namespace Nuke.Common.Execution;

/// <summary>An attribute on a build that hears its events.</summary>
public interface IBuildExtension
{
    /// <summary>Extensions with a higher priority come first.</summary>
    float Priority { get; }
}
