using Pipeline.Engine.Caching;

#pragma warning disable IDE0130 // Ours, beside NUKE's: a namespace of its own shows in a build file what NUKE doesn't have.
namespace Pipeline.Authoring;
#pragma warning restore IDE0130

/// <summary>What the engine offers beyond NUKE. <c>Pipeline.Components</c> wraps it in extension methods.</summary>
public interface IEngineTargetDefinition
{
    /// <summary>Adds an action that hears of a cancellation.</summary>
    void AddAction(Func<CancellationToken, Task> action);

    /// <summary>Changes what the cache takes for the target's inputs and outputs.</summary>
    void ConfigureCache(Func<CacheSpec, CacheSpec> change);
}
