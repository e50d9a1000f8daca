using System.Globalization;
using Pipeline.Containers.Scanning.Reports;
using Pipeline.Errors;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Pipeline.Containers.Scanning.Waivers;

/// <summary>
/// Reads waivers in the form of Trivy's <c>.trivyignore.yaml</c>. Trivy needs no more than an id; here each also needs <c>owner</c> (a field of
/// ours, which Trivy passes over), <c>statement</c> and <c>expired_at</c>, and what isn't known is a mistake.
/// </summary>
public static class WaiverFile
{
    private static readonly Dictionary<string, FindingKind> s_sections = new(StringComparer.Ordinal)
    {
        ["vulnerabilities"] = FindingKind.Vulnerability,
        ["misconfigurations"] = FindingKind.Misconfiguration,
        ["secrets"] = FindingKind.Secret,
        ["licenses"] = FindingKind.License,
    };

    /// <summary>Reads a file; no waivers where there is none.</summary>
    /// <exception cref="PipelineException">PIPE3303.</exception>
    public static async Task<IReadOnlyList<Waiver>> ReadFileAsync(string path, CancellationToken cancellationToken = default) =>
        File.Exists(path) ? Read(await File.ReadAllTextAsync(path, cancellationToken), path) : [];

    /// <summary>Reads the text of such a file.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="PipelineException">PIPE3303, with all the mistakes at once.</exception>
    public static IReadOnlyList<Waiver> Read(string yaml, string name)
    {
        var mistakes = new List<string>();
        var waivers = new List<Waiver>();
        var documents = Parsed(yaml, name);
        if (documents.Count > 1)
            mistakes.Add($"{name}:{documents[1].RootNode.Start.Line}: a second document, which nothing would read. Put all waivers into one");

        if (documents is [{ RootNode: YamlMappingNode root }, ..])
        {
            foreach (var (key, value) in root.Children)
            {
                if (Text(key) is { } section && s_sections.TryGetValue(section, out var kind))
                    waivers.AddRange(Section(value, kind, name, mistakes));
                else
                    mistakes.Add($"{name}:{key.Start.Line}: '{key}' is none of {string.Join(", ", s_sections.Keys)}");
            }
        }
        else if (documents is [var other, ..] && !IsNull(other.RootNode))
        {
            mistakes.Add($"{name}:{other.RootNode.Start.Line}: {string.Join(", ", s_sections.Keys)} were expected as fields");
        }

        return mistakes.Count == 0
            ? waivers
            : throw new PipelineException(ScanErrors.InvalidWaivers, $"The waivers can't be taken as they are:\n  {string.Join("\n  ", mistakes)}\nCorrect them, then run again.") { ExitCode = 2 };
    }

    private static IList<YamlDocument> Parsed(string yaml, string name)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return stream.Documents;
        }
        catch (YamlException error)
        {
            throw new PipelineException(ScanErrors.InvalidWaivers, $"{name}:{error.Start.Line}: no YAML: {error.Message} Correct it, then run again.", error) { ExitCode = 2 };
        }
    }

    private static IEnumerable<Waiver> Section(YamlNode node, FindingKind kind, string name, List<string> mistakes)
    {
        if (IsNull(node))
            return [];
        if (node is not YamlSequenceNode list)
        {
            mistakes.Add($"{name}:{node.Start.Line}: a list of waivers was expected");
            return [];
        }

        return [.. list.Children.Select(x => Entry(x, kind, name, mistakes)).OfType<Waiver>()];
    }

    private static Waiver? Entry(YamlNode node, FindingKind kind, string name, List<string> mistakes)
    {
        var place = $"{name}:{node.Start.Line}";
        if (node is not YamlMappingNode entry)
        {
            mistakes.Add($"{place}: a waiver has fields: id, owner, statement, expired_at");
            return null;
        }

        var fields = new WaiverFields(entry, place, mistakes);
        var id = fields.Required("id", "which finding");
        var owner = fields.Required("owner", "who answers for it");
        var reason = fields.Required("statement", "why it may stay");
        var expiry = fields.Required("expired_at", "until when, such as 2027-01-31");
        var paths = fields.List("paths");
        var packages = fields.List("purls");
        fields.RefuseOthers();

        foreach (var pattern in paths.Where(x => !PathPattern.IsValid(x)))
            mistakes.Add($"{place}: '{pattern}' is no path pattern");
        if (packages.Count > 0 && kind != FindingKind.Vulnerability)
            mistakes.Add($"{place}: purls are for vulnerabilities alone");

        var urls = new List<PackageUrl>();
        foreach (var text in packages)
        {
            if (PackageUrl.TryParse(text, out var url))
                urls.Add(url);
            else
                mistakes.Add($"{place}: '{text}' is no package URL (pkg:nuget/Name@1.2.3)");
        }

        if (expiry is null || id is null || owner is null || reason is null)
            return null;
        // As Trivy: a day is its first moment in UTC.
        if (!DateTimeOffset.TryParse(expiry, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var expiresAt) || !char.IsAsciiDigit(expiry[0]) || expiry.Split('-').Length < 3)
        {
            mistakes.Add($"{place}: expired_at '{expiry}' is no date such as 2027-01-31");
            return null;
        }

        return new Waiver { Kind = kind, Id = id, Paths = paths, Packages = urls, Owner = owner, Reason = reason, ExpiresAt = expiresAt, Source = place };
    }

    internal static bool IsNull(YamlNode node) => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };

    internal static string? Text(YamlNode node) => node is YamlScalarNode scalar && !IsNull(node) ? scalar.Value : null;
}
