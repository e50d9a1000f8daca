using System.Globalization;
using System.Runtime.InteropServices;
using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>The one node: this machine.</summary>
internal static class NodeFacts
{
    public const string Name = "embedded";
    public const string Address = "127.0.0.1";
    public const string Version = "v1.36.0";

    /// <summary>What pods may ask for in all: the machine's processors and memory. Nothing holds a process to it.</summary>
    public static IReadOnlyDictionary<string, ResourceQuantity> Capacity { get; } = new Dictionary<string, ResourceQuantity>
    {
        ["cpu"] = new(Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
        ["memory"] = new($"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1024}Ki"),
        ["ephemeral-storage"] = new("64Gi"),
        ["pods"] = new("110"),
    };

    public static string Architecture => RuntimeInformation.OSArchitecture switch { System.Runtime.InteropServices.Architecture.X64 => "amd64", var other => other.ToString().ToLowerInvariant() };
}
