using Nuke.Common;
#if !NUKE_PACKAGES
using Pipeline.Authoring;
using Pipeline.Engine.Caching;
#endif

namespace Pipeline.Components.Targets;

/// <summary>
/// What targets can say beyond NUKE. On NUKE's own engine the caching calls do nothing (the target always runs), and an action's
/// cancellation token is never cancelled.
/// </summary>
public static class TargetDefinitionExtensions
{
    /// <summary>An action that hears of Ctrl+C and of a failure elsewhere.</summary>
    public static ITargetDefinition Executes(this ITargetDefinition definition, Func<CancellationToken, Task> action)
    {
#if NUKE_PACKAGES
        return definition.Executes(() => action(CancellationToken.None));
#else
        ((IEngineTargetDefinition)definition).AddAction(action);
        return definition;
#endif
    }

    /// <summary>Files that the result depends on: globs relative to the root (<c>src/**/*.cs</c>); one that starts with <c>!</c> excludes.</summary>
    public static ITargetDefinition CacheInputs(this ITargetDefinition definition, params string[] globs)
    {
#if !NUKE_PACKAGES
        Configure(definition, x => x with { Inputs = [.. x.Inputs, .. globs] });
#endif
        return definition;
    }

    /// <summary>A value that the result depends on, such as a parameter. It is kept as a hash only.</summary>
    public static ITargetDefinition CacheValue(this ITargetDefinition definition, string name, Func<string?> value)
    {
#if !NUKE_PACKAGES
        Configure(definition, x => x with { Values = new Dictionary<string, Func<string?>>(x.Values) { [name] = value } });
#endif
        return definition;
    }

    /// <summary>Environment variables that the result depends on.</summary>
    public static ITargetDefinition CacheVariables(this ITargetDefinition definition, params string[] names)
    {
#if !NUKE_PACKAGES
        Configure(definition, x => x with { EnvironmentVariables = [.. x.EnvironmentVariables, .. names] });
#endif
        return definition;
    }

    /// <summary>A tool whose version the result depends on.</summary>
    public static ITargetDefinition CacheTool(this ITargetDefinition definition, string name, Func<CancellationToken, Task<string>> version)
    {
#if !NUKE_PACKAGES
        Configure(definition, x => x with { Tools = new Dictionary<string, Func<CancellationToken, Task<string>>>(x.Tools) { [name] = version } });
#endif
        return definition;
    }

    /// <summary>
    /// What the target leaves: files, directories or globs below the root. With the same inputs they are left in place, or put back,
    /// and the target doesn't run. A target with inputs but no outputs is one that only checks: it doesn't check the same thing twice.
    /// </summary>
    public static ITargetDefinition CacheOutputs(this ITargetDefinition definition, params string[] globs)
    {
#if !NUKE_PACKAGES
        Configure(definition, x => x with { Outputs = [.. x.Outputs, .. globs] });
#endif
        return definition;
    }

#if !NUKE_PACKAGES
    private static void Configure(ITargetDefinition definition, Func<CacheSpec, CacheSpec> change) =>
        ((IEngineTargetDefinition)definition).ConfigureCache(change);
#endif
}
