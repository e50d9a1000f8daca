using Nuke.Common;
#if !NUKE_PACKAGES
using Pipeline.Authoring;
using Pipeline.Engine.Parameters;
#endif

namespace Pipeline.Components.Environments;

/// <summary>
/// Marks what belongs to one environment: it stands in <c>.nuke/parameters.ENVIRONMENT.json</c>, and comes from nowhere else. On NUKE's
/// own engine it is an ordinary parameter.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EnvironmentEntryAttribute(string description) : ParameterAttribute(description)
#if !NUKE_PACKAGES
    , IEngineParameter
#endif
{
#if !NUKE_PACKAGES
    /// <inheritdoc />
    public ParameterSpec Configure(ParameterSpec spec) => spec with { Origins = ParameterOrigins.Files, NeedsProfile = true };
#endif
}
