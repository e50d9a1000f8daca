using System.Diagnostics.CodeAnalysis;

namespace Pipeline.Containers.Scanning;

/// <summary>A package URL (https://github.com/package-url/purl-spec), read and compared.</summary>
/// <param name="Type">Lower case: <c>nuget</c>, <c>deb</c>, <c>oci</c>.</param>
/// <param name="Namespace">May be empty.</param>
/// <param name="Name">The package.</param>
/// <param name="Version">May be empty: any version.</param>
/// <param name="Qualifiers">Keys in lower case.</param>
public sealed record PackageUrl(string Type, string Namespace, string Name, string Version, IReadOnlyDictionary<string, string> Qualifiers)
{
    private const string Scheme = "pkg:";

    /// <summary>Reads one; false for anything else.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PackageUrl? url)
    {
        url = null;
        if (text is null || !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return false;

        var rest = text[Scheme.Length..].TrimStart('/');
        rest = rest.IndexOf('#', StringComparison.Ordinal) is >= 0 and var subpath ? rest[..subpath] : rest;
        var qualifiers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (rest.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query)
        {
            foreach (var pair in rest[(query + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
            {
                var equals = pair.IndexOf('=', StringComparison.Ordinal);
                if (equals > 0)
                    qualifiers[pair[..equals].ToLowerInvariant()] = Uri.UnescapeDataString(pair[(equals + 1)..]);
            }

            rest = rest[..query];
        }

        // npm's @scope may stand unescaped: a version's @ comes after the last slash.
        var version = "";
        if (rest.LastIndexOf('@') is > 0 and var at && at > rest.LastIndexOf('/') + 1)
        {
            version = Uri.UnescapeDataString(rest[(at + 1)..]);
            rest = rest[..at];
        }

        var parts = rest.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        if (parts.Length < 2)
            return false;

        url = new PackageUrl(parts[0].ToLowerInvariant(), string.Join('/', parts[1..^1]), parts[^1], version, qualifiers);
        return true;
    }

    /// <summary>Whether this, which may leave out version and qualifiers, names that package.</summary>
    public bool Covers(PackageUrl package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return Type == package.Type
            && string.Equals(Namespace, package.Namespace, NameComparison)
            && string.Equals(Name, package.Name, NameComparison)
            && (Version.Length == 0 || string.Equals(Version, package.Version, NameComparison))
            && Qualifiers.All(x => package.Qualifiers.TryGetValue(x.Key, out var value) && value == x.Value);
    }

    // NuGet's ids and versions are compared without regard to case.
    private StringComparison NameComparison => Type == "nuget" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
}
