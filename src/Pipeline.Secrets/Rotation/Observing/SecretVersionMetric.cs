using System.Text.RegularExpressions;

namespace Pipeline.Secrets.Rotation.Observing;

/// <summary>
/// How a service says which version of a secret it uses, in Prometheus' text format:
/// <c>agentkit_secret_version_info{secret="agentkit/staging/database/app",version="7"} 1</c>. Names and versions are no secrets.
/// </summary>
public static partial class SecretVersionMetric
{
    /// <summary>The metric's name.</summary>
    public const string Name = "agentkit_secret_version_info";

    /// <summary>The label with the secret's name.</summary>
    public const string SecretLabel = "secret";

    /// <summary>The label with the version.</summary>
    public const string VersionLabel = "version";

    /// <summary>The versions of a secret that a page of metrics reports with the value 1. Several while a service moves from one to the other.</summary>
    public static IReadOnlyList<string> Read(string metrics, SecretName name)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(name);
        return
        [
            .. from Match sample in Sample().Matches(metrics)
               let labels = Label().Matches(sample.Groups["labels"].Value).ToDictionary(x => x.Groups["name"].Value, x => x.Groups["value"].Value)
               where sample.Groups["value"].Value is "1" or "1.0" && labels.GetValueOrDefault(SecretLabel) == name.Value && labels.ContainsKey(VersionLabel)
               select labels[VersionLabel],
        ];
    }

    [GeneratedRegex("""^agentkit_secret_version_info\{(?<labels>[^}]*)\} (?<value>\S+)""", RegexOptions.Multiline)]
    private static partial Regex Sample();

    // Neither names nor versions have characters that the format escapes.
    [GeneratedRegex("""(?<name>[a-z_]+)="(?<value>[^"\\]*)"(?:,|$)""")]
    private static partial Regex Label();
}
