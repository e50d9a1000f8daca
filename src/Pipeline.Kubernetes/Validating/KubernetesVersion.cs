using System.Globalization;
using Pipeline.Errors;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Validating;

/// <summary>A cluster's version, without its patch.</summary>
/// <param name="Major">1.</param>
/// <param name="Minor">34.</param>
public readonly record struct KubernetesVersion(int Major, int Minor) : IComparable<KubernetesVersion>
{
    /// <summary>Reads <c>1.34</c>, <c>v1.34.2</c>.</summary>
    /// <exception cref="PipelineException">PIPE4203.</exception>
    public static KubernetesVersion Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.TrimStart('v').Split('.') is [var major, var minor, ..]
            && int.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(minor.TrimEnd('+'), NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            ? new(first, second)
            : throw new PipelineException(ManifestErrors.BadVersion, $"'{text}' is no Kubernetes version. Write major and minor, as in 1.34.") { ExitCode = 2 };
    }

    /// <inheritdoc/>
    public int CompareTo(KubernetesVersion other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    /// <summary>Earlier.</summary>
    public static bool operator <(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) < 0;

    /// <summary>Later.</summary>
    public static bool operator >(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) > 0;

    /// <summary>Not later.</summary>
    public static bool operator <=(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Not earlier.</summary>
    public static bool operator >=(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) >= 0;

    /// <summary><c>1.34</c>.</summary>
    public override string ToString() => $"{Major}.{Minor}";
}
