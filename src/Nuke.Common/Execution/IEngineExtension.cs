using Nuke.Common.Execution;

#pragma warning disable IDE0130 // Ours, beside NUKE's: a namespace of its own shows in a build file what NUKE doesn't have.
namespace Pipeline.Authoring;
#pragma warning restore IDE0130

/// <summary>An attribute on a build that changes how the engine runs it.</summary>
public interface IEngineExtension : IBuildExtension
{
    /// <summary>Gives the settings with its change. Called once, before anything runs.</summary>
    EngineSettings Configure(EngineSettings settings);
}
