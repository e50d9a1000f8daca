using Nuke.Common.Execution;
#if !NUKE_PACKAGES
using Pipeline.Authoring;
using Pipeline.Components.Caching;
#endif

namespace Pipeline.Components.Targets;

/// <summary>
/// Puts a shared store behind the local cache when the environment variable <c>PIPELINE_CACHE</c> names one, e.g.
/// <c>s3://bucket/prefix?region=eu-central-1</c>. On NUKE's own engine, which has no cache, it does nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SharedCacheAttribute : BuildExtensionAttributeBase
#if !NUKE_PACKAGES
    , IEngineExtension
#endif
{
#if !NUKE_PACKAGES
    /// <inheritdoc />
    public EngineSettings Configure(EngineSettings settings) =>
        Environment.GetEnvironmentVariable(SharedCache.Variable) is { Length: > 0 } address
            ? settings with { SharedCache = (local, warn) => SharedCache.Over(local, address, warn) }
            : settings;
#endif
}
