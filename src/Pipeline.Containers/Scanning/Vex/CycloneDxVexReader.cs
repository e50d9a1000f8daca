using System.Text.Json;

namespace Pipeline.Containers.Scanning.Vex;

/// <summary>https://cyclonedx.org/docs/1.6/json/#vulnerabilities: the analysis of each, and what it is said of.</summary>
internal sealed class CycloneDxVexReader(string name, List<string> mistakes)
{
    private const string BomLink = "urn:cdx:";

    private static readonly HashSet<string> s_justifications = new(StringComparer.Ordinal)
    {
        "code_not_present", "code_not_reachable", "requires_configuration", "requires_dependency", "requires_environment",
        "protected_by_compiler", "protected_at_runtime", "protected_at_perimeter", "protected_by_mitigating_control",
    };

    public IReadOnlyList<VexStatement> Read(JsonElement root)
    {
        var urls = new Dictionary<string, string>(StringComparer.Ordinal);
        AddComponent(root.Field("metadata")?.Field("component"), urls);
        foreach (var component in root.Items("components"))
            AddComponent(component, urls);

        var time = root.Field("metadata")?.Time("timestamp");
        return [.. root.Items("vulnerabilities").Select(x => Statement(x, urls, time)).OfType<VexStatement>()];
    }

    private VexStatement? Statement(JsonElement vulnerability, Dictionary<string, string> urls, DateTimeOffset? documentTime)
    {
        // Without an analysis it is a finding, not a word on one.
        if (vulnerability.Field("analysis") is not { ValueKind: JsonValueKind.Object } analysis || analysis.Text("state") is not { } state)
            return null;

        var id = vulnerability.Text("id");
        VexStatus? status = state switch
        {
            "resolved" or "resolved_with_pedigree" => VexStatus.Fixed,
            "not_affected" or "false_positive" => VexStatus.NotAffected,
            "exploitable" => VexStatus.Affected,
            "in_triage" => VexStatus.UnderInvestigation,
            _ => null,
        };
        var (justification, detail) = (analysis.Text("justification"), analysis.Text("detail"));

        var before = mistakes.Count;
        if (string.IsNullOrEmpty(id))
            mistakes.Add("a vulnerability with an analysis has no id");
        if (status is null)
            mistakes.Add($"{id}: analysis.state '{state}' is none of resolved, resolved_with_pedigree, exploitable, in_triage, false_positive, not_affected");
        if (status == VexStatus.NotAffected && string.IsNullOrWhiteSpace(justification) && string.IsNullOrWhiteSpace(detail))
            mistakes.Add($"{id}: {state} needs a justification or a detail");
        if (!string.IsNullOrEmpty(justification) && !s_justifications.Contains(justification))
            mistakes.Add($"{id}: justification '{justification}' is none of {string.Join(", ", s_justifications)}");
        if (mistakes.Count > before)
            return null;

        return new VexStatement
        {
            Vulnerabilities = [id!, .. vulnerability.Items("references").Select(x => x.Text("id")).OfType<string>()],
            Products = [.. vulnerability.Items("affects").Select(x => Product(x.Text("ref"), urls)).OfType<VexProduct>()],
            Status = status!.Value,
            Justification = justification,
            Detail = detail,
            Time = analysis.Time("lastUpdated") ?? analysis.Time("firstIssued") ?? vulnerability.Time("updated") ?? documentTime,
            Source = name,
        };
    }

    private static VexProduct? Product(string? reference, Dictionary<string, string> urls)
    {
        if (reference is null)
            return null;

        // urn:cdx:serial/version#bom-ref: an element of another document, often one whose bom-ref is its package URL.
        var bomRef = reference.StartsWith(BomLink, StringComparison.Ordinal) && reference.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash
            ? Uri.UnescapeDataString(reference[(hash + 1)..])
            : reference;
        return PackageUrl.TryParse(urls.GetValueOrDefault(bomRef, bomRef), out var url) ? new VexProduct { Url = url } : null;
    }

    private static void AddComponent(JsonElement? component, Dictionary<string, string> urls)
    {
        if (component is not { } element)
            return;
        if (element.Text("bom-ref") is { } bomRef && element.Text("purl") is { } url)
            urls[bomRef] = url;
        foreach (var child in element.Items("components"))
            AddComponent(child, urls);
    }
}
