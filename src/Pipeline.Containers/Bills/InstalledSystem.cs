using System.Text;

namespace Pipeline.Containers.Bills;

/// <summary>The operating system in an image and its packages, by os-release, dpkg and apk.</summary>
/// <param name="Id"><c>debian</c>, <c>ubuntu</c>, <c>alpine</c>.</param>
/// <param name="Version"><c>12</c>; empty for a rolling one.</param>
/// <param name="Title">For people.</param>
/// <param name="PackageType">The package URL's type: <c>deb</c>, <c>apk</c>.</param>
/// <param name="Packages">Ordered by name.</param>
internal sealed record InstalledSystem(string Id, string Version, string Title, string PackageType, IReadOnlyList<InstalledPackage> Packages)
{
    /// <summary>Null where the image has none: an application layer alone.</summary>
    public static InstalledSystem? Of(ImageContents contents)
    {
        var release = Text(contents, "etc/os-release") ?? Text(contents, "usr/lib/os-release");
        var dpkg = contents.Files.Where(x => (x.Key == "var/lib/dpkg/status" || x.Key.StartsWith("var/lib/dpkg/status.d/", StringComparison.Ordinal) && !x.Key.EndsWith(".md5sums", StringComparison.Ordinal)) && x.Value.Content is not null)
            .SelectMany(x => Dpkg(Encoding.UTF8.GetString(x.Value.Content!))).ToList();
        var apk = (Text(contents, "lib/apk/db/installed") ?? Text(contents, "usr/lib/apk/db/installed")) is { } installed ? Apk(installed).ToList() : [];
        if (release is null && dpkg.Count == 0 && apk.Count == 0)
            return null;

        var fields = Fields(release ?? "");
        var id = fields.GetValueOrDefault("ID") ?? (apk.Count > 0 ? "alpine" : "linux");
        return new InstalledSystem(id, fields.GetValueOrDefault("VERSION_ID") ?? "", fields.GetValueOrDefault("PRETTY_NAME") ?? id, apk.Count > 0 ? "apk" : "deb",
            [.. dpkg.Concat(apk).DistinctBy(x => (x.Name, x.Version, x.Architecture)).OrderBy(x => x.Name, StringComparer.Ordinal).ThenBy(x => x.Version, StringComparer.Ordinal).ThenBy(x => x.Architecture, StringComparer.Ordinal)]);
    }

    /// <summary>The package's URL: <c>pkg:deb/debian/zlib1g@1%3A1.2.13?arch=amd64&amp;distro=debian-12</c>.</summary>
    public string UrlOf(InstalledPackage package) =>
        $"pkg:{PackageType}/{Id}/{Uri.EscapeDataString(package.Name)}@{Uri.EscapeDataString(package.Version)}?arch={Uri.EscapeDataString(package.Architecture)}&distro={(PackageType == "apk" ? Uri.EscapeDataString(Version) : Uri.EscapeDataString($"{Id}-{Version}"))}";

    private static IEnumerable<InstalledPackage> Dpkg(string status)
    {
        foreach (var paragraph in Paragraphs(status, ": "))
        {
            // Removed packages stay listed as "deinstall ok config-files". status.d (distroless) has no Status.
            if (paragraph.GetValueOrDefault("Package") is not { } name || paragraph.GetValueOrDefault("Version") is not { } version
                || paragraph.GetValueOrDefault("Status") is { } state && !state.EndsWith(" installed", StringComparison.Ordinal))
                continue;

            // "Source: zlib (1:1.2.13)" where name or version differ.
            var source = paragraph.GetValueOrDefault("Source") ?? name;
            var bracket = source.IndexOf(" (", StringComparison.Ordinal);
            yield return new InstalledPackage
            {
                Name = name,
                Version = version,
                Architecture = paragraph.GetValueOrDefault("Architecture") ?? "all",
                Source = bracket > 0 ? source[..bracket] : source,
                SourceVersion = bracket > 0 ? source[(bracket + 2)..].TrimEnd(')') : version,
            };
        }
    }

    private static IEnumerable<InstalledPackage> Apk(string installed)
    {
        foreach (var paragraph in Paragraphs(installed, ":"))
        {
            if (paragraph.GetValueOrDefault("P") is not { } name || paragraph.GetValueOrDefault("V") is not { } version)
                continue;
            yield return new InstalledPackage
            {
                Name = name,
                Version = version,
                Architecture = paragraph.GetValueOrDefault("A") ?? "noarch",
                Source = paragraph.GetValueOrDefault("o") ?? name,
                SourceVersion = version,
                License = paragraph.GetValueOrDefault("L"),
            };
        }
    }

    // Blocks of "Field: value" with an empty line between; a line that starts with a space goes on with the field before, which isn't needed.
    private static IEnumerable<Dictionary<string, string>> Paragraphs(string text, string separator)
    {
        var paragraph = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n').Append(""))
        {
            if (line.TrimEnd('\r').Length == 0)
            {
                if (paragraph.Count > 0)
                    yield return paragraph;
                paragraph = new Dictionary<string, string>(StringComparer.Ordinal);
            }
            else if (line.IndexOf(separator, StringComparison.Ordinal) is > 0 and var colon && line[0] is not (' ' or '\t'))
            {
                paragraph.TryAdd(line[..colon], line[(colon + separator.Length)..].Trim());
            }
        }
    }

    private static Dictionary<string, string> Fields(string release) => release.Split('\n')
        .Select(x => x.Split('=', 2)).Where(x => x.Length == 2)
        .DistinctBy(x => x[0]).ToDictionary(x => x[0].Trim(), x => x[1].Trim().Trim('"', '\''), StringComparer.Ordinal);

    private static string? Text(ImageContents contents, string path) => contents.Files.GetValueOrDefault(path)?.Content is { } content ? Encoding.UTF8.GetString(content) : null;
}
