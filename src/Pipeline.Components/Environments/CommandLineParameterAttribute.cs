using Nuke.Common;
#if !NUKE_PACKAGES
using Pipeline.Authoring;
using Pipeline.Engine.Parameters;
#endif

namespace Pipeline.Components.Environments;

/// <summary>
/// Marks a parameter that is given on the command line only, since its name is short (<c>--to</c>) and a variable of that name on the
/// machine must not decide what happens to a database. On NUKE's own engine it is an ordinary parameter.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CommandLineParameterAttribute(string description) : ParameterAttribute(description)
#if !NUKE_PACKAGES
    , IEngineParameter
#endif
{
#if !NUKE_PACKAGES
    /// <inheritdoc />
    public ParameterSpec Configure(ParameterSpec spec) => spec with { Origins = ParameterOrigins.CommandLine };
#endif
}
