using System.Reflection;
using Nuke.Common.CI;
using Pipeline.Errors;

namespace Nuke.Common.Execution;

/// <summary>Finds the host that a build runs on. The known ones stand in a list, so that no assembly has to be searched at start-up.</summary>
internal static class HostDetection
{
    public static IReadOnlyList<KnownHost> Known { get; } =
    [
        .. BuildServerHosts.All,
        new("Rider", () => Rider.IsRunningRider, () => new Rider()),
        new("VSCode", () => VSCode.IsRunningVSCode, () => new VSCode()),
        new("VisualStudio", () => VisualStudio.IsRunningVisualStudio, () => new VisualStudio()),
        new("Terminal", () => true, () => new Terminal()),
    ];

    public static Host Detect() => (CustomHosts().FirstOrDefault(x => x.IsRunning()) ?? Known.First(x => x.IsRunning())).Create();

    public static Host Create(string name)
    {
        var all = CustomHosts().Concat(Known).ToList();
        return all.Find(x => x.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Create()
            ?? throw new PipelineException(BuildErrors.UnknownHost, $"Unknown host '{name}'. Known are {string.Join(", ", all.Select(x => x.Name))}.") { ExitCode = 2 };
    }

    /// <summary>Hosts that the build's own assembly defines.</summary>
    private static IEnumerable<KnownHost> CustomHosts()
    {
        foreach (var type in Assembly.GetEntryAssembly()?.GetExportedTypes() ?? [])
        {
            if (type.IsSubclassOf(typeof(Host)) && !type.IsAbstract
                && type.GetProperty($"IsRunning{type.Name}", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic) is { } isRunning)
            {
                yield return new KnownHost(type.Name, () => (bool)isRunning.GetValue(null)!, () => (Host)Activator.CreateInstance(type, nonPublic: true)!);
            }
        }
    }

    internal sealed record KnownHost(string Name, Func<bool> IsRunning, Func<Host> Create);
}
