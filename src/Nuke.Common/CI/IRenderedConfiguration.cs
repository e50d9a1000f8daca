using Nuke.Common.CI;
using Nuke.Common.Execution;
using Nuke.Common.IO;

#pragma warning disable IDE0130 // Ours, beside NUKE's: a namespace of its own shows in a build file what NUKE doesn't have.
namespace Pipeline.Authoring;
#pragma warning restore IDE0130

/// <summary>A generator of several files that knows what they are to hold, so that they can be compared without being written.</summary>
public interface IRenderedConfiguration : IConfigurationGenerator
{
    /// <summary>The files with their contents.</summary>
    /// <param name="targets">All targets of the build.</param>
    IReadOnlyList<(AbsolutePath File, string Content)> Render(IReadOnlyCollection<ExecutableTarget> targets);
}
