using Pipeline.Engine.Parameters;

#pragma warning disable IDE0130 // Ours, beside NUKE's: a namespace of its own shows in a build file what NUKE doesn't have.
namespace Pipeline.Authoring;
#pragma warning restore IDE0130

/// <summary>A parameter attribute that asks of the engine what NUKE's can't: where a value may come from, or that it names a profile.</summary>
public interface IEngineParameter
{
    /// <summary>Gives the parameter with its change. Called once, before values are read.</summary>
    ParameterSpec Configure(ParameterSpec spec);
}
