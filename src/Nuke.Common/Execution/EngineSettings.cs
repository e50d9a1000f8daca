using Pipeline.Engine.Caching;
using Pipeline.Engine.Execution;

#pragma warning disable IDE0130 // Ours, beside NUKE's: a namespace of its own shows in a build file what NUKE doesn't have.
namespace Pipeline.Authoring;
#pragma warning restore IDE0130

/// <summary>How the engine runs a build, where it differs from NUKE.</summary>
public sealed record EngineSettings
{
    /// <summary>How many targets may run at once. Default 1, as in NUKE.</summary>
    public int Parallelism { get; init; } = 1;

    /// <summary>Makes the store that the cache uses from the local one (which it gives back for the local folder alone) and a place for warnings. Called only when a target is cached.</summary>
    public Func<ICacheStore, Action<string>, ICacheStore>? SharedCache { get; init; }

    /// <summary>Who else hears the run, after its console: a report. They hear no dry run.</summary>
    public IReadOnlyList<IRunObserver> Observers { get; init; } = [];

    /// <summary>Changes how the cache works; for kill tests, which stop a build at the cache's crash points.</summary>
    internal Func<TargetCacheOptions, TargetCacheOptions>? ConfigureCache { get; init; }
}
