using System.Diagnostics;
using System.Reflection;
using Nuke.Common.Execution;
using Pipeline.Authoring;
using Pipeline.Engine.Caching;

/// <summary>Kills the build at the cache's crash point SAMPLE_CRASH_POINT, when it is passed for the SAMPLE_CRASH_OCCURRENCE-th time. By reflection: it is no feature of the product.</summary>
class CrashesAttribute : BuildExtensionAttributeBase, IEngineExtension
{
    const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public EngineSettings Configure(EngineSettings settings)
    {
        if (Environment.GetEnvironmentVariable("SAMPLE_CRASH_POINT") is not { } point)
            return settings;
        var remaining = int.Parse(Environment.GetEnvironmentVariable("SAMPLE_CRASH_OCCURRENCE") ?? "1");
        Action<string> crash = name =>
        {
            if (name == point && Interlocked.Decrement(ref remaining) == 0)
            {
                Process.GetCurrentProcess().Kill();
                Thread.Sleep(Timeout.Infinite);
            }
        };
        Func<TargetCacheOptions, TargetCacheOptions> configure = options =>
        {
            Set(options, "CrashPoint", crash);
            return options;
        };
        Set(settings, "ConfigureCache", configure);
        return settings with
        {
            SharedCache = (local, _) =>
            {
                Set(local.GetType().GetField("_options", Hidden)!.GetValue(local)!, "CrashPoint", crash);
                return local;
            },
        };
    }

    static void Set(object target, string name, object value) => target.GetType().GetProperty(name, Hidden)!.SetValue(target, value);
}
