using System.Globalization;
using System.Text;
using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Controlling;

/// <summary>
/// The hash in names of ReplicaSets and revisions: FNV-1a of the template, in the letters that Kubernetes takes for it (no vowels, so no words).
/// The digits differ from those of a real cluster, which hashes the memory layout of its Go structures.
/// </summary>
internal static class TemplateHash
{
    private const string Letters = "bcdfghjklmnpqrstvwxz2456789";

    public static string Of(V1PodTemplateSpec template, int collisionCount = 0)
    {
        var hash = 2166136261u;
        foreach (var value in Encoding.UTF8.GetBytes($"{ObjectEquality.Canonical(template)?.ToJsonString()}{(collisionCount > 0 ? collisionCount : "")}"))
            hash = (hash ^ value) * 16777619u;
        return string.Concat(hash.ToString(CultureInfo.InvariantCulture).Select(x => Letters[x % Letters.Length]));
    }
}
