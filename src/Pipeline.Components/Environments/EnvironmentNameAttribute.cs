using Nuke.Common;
#if !NUKE_PACKAGES
using Pipeline.Authoring;
using Pipeline.Engine.Parameters;
#endif

namespace Pipeline.Components.Environments;

/// <summary>
/// Marks the parameter that selects an environment: its value names <c>.nuke/parameters.VALUE.json</c>. It is given on the command line
/// only: no variable of the machine leads a target somewhere else. On NUKE's own engine, give <c>--profile</c> too.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EnvironmentNameAttribute(string description) : ParameterAttribute(description)
#if !NUKE_PACKAGES
    , IEngineParameter
#endif
{
    /// <summary>The environment when none is named: embedded parts on this machine.</summary>
    public const string Rehearsal = "rehearsal";

#if !NUKE_PACKAGES
    /// <inheritdoc />
    public ParameterSpec Configure(ParameterSpec spec) =>
        spec with { SelectsProfile = true, Origins = ParameterOrigins.CommandLine, DefaultText = () => Rehearsal, ValueName = "NAME" };
#endif
}
