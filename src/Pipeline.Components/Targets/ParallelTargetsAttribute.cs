using Nuke.Common.Execution;
#if !NUKE_PACKAGES
using Pipeline.Authoring;
#endif

namespace Pipeline.Components.Targets;

/// <summary>
/// Lets targets that don't need each other run at the same time: as many as there are processors, or <see cref="MaxTargets"/>;
/// <c>--parallel N</c> and <c>--sequential</c> override it. On NUKE's own engine it does nothing: targets run one after another.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ParallelTargetsAttribute : BuildExtensionAttributeBase
#if !NUKE_PACKAGES
    , IEngineExtension
#endif
{
    /// <summary>Most targets at once. Default 0: one for each processor.</summary>
    public int MaxTargets { get; set; }

#if !NUKE_PACKAGES
    /// <inheritdoc />
    public EngineSettings Configure(EngineSettings settings) =>
        settings with { Parallelism = MaxTargets > 0 ? MaxTargets : Environment.ProcessorCount };
#endif
}
