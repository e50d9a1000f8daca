using System.Text.Json;

namespace Pipeline.Containers.Scanning.Vex;

/// <summary>https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md</summary>
internal sealed class OpenVexReader(string name, List<string> mistakes)
{
    private static readonly HashSet<string> s_justifications = new(StringComparer.Ordinal)
    {
        "component_not_present", "vulnerable_code_not_present", "vulnerable_code_not_in_execute_path",
        "vulnerable_code_cannot_be_controlled_by_adversary", "inline_mitigations_already_exist",
    };

    public IReadOnlyList<VexStatement> Read(JsonElement root)
    {
        var source = root.Text("author") is { } author ? $"{name} ({author})" : name;
        var time = root.Time("last_updated") ?? root.Time("timestamp");
        return [.. root.Items("statements").Select((x, i) => Statement(x, i + 1, source, time)).OfType<VexStatement>()];
    }

    private VexStatement? Statement(JsonElement statement, int number, string source, DateTimeOffset? documentTime)
    {
        var ids = Ids(statement);
        var place = $"statement {number} ({(ids.Count > 0 ? ids[0] : "no vulnerability")})";
        VexStatus? status = statement.Text("status") switch
        {
            "not_affected" => VexStatus.NotAffected,
            "affected" => VexStatus.Affected,
            "fixed" => VexStatus.Fixed,
            "under_investigation" => VexStatus.UnderInvestigation,
            _ => null,
        };
        var (justification, impact) = (statement.Text("justification"), statement.Text("impact_statement"));

        var before = mistakes.Count;
        if (ids.Count == 0)
            mistakes.Add($"{place}: vulnerability.name is missing");
        if (status is null)
            mistakes.Add($"{place}: status '{statement.Text("status")}' is none of not_affected, affected, fixed, under_investigation");
        if (status == VexStatus.NotAffected && string.IsNullOrWhiteSpace(justification) && string.IsNullOrWhiteSpace(impact))
            mistakes.Add($"{place}: not_affected needs a justification or an impact_statement");
        if (!string.IsNullOrEmpty(justification) && !s_justifications.Contains(justification))
            mistakes.Add($"{place}: justification '{justification}' is none of {string.Join(", ", s_justifications)}");
        if (mistakes.Count > before)
            return null;

        return new VexStatement
        {
            Vulnerabilities = ids,
            Products = [.. statement.Items("products").Select(Product).OfType<VexProduct>()],
            Status = status!.Value,
            Justification = justification,
            Detail = impact ?? statement.Text("action_statement") ?? statement.Text("status_notes"),
            Time = statement.Time("last_updated") ?? statement.Time("timestamp") ?? documentTime,
            Source = source,
        };
    }

    private static List<string> Ids(JsonElement statement)
    {
        // A text in version 0.0.1, an object since.
        if (statement.Text("vulnerability") is { } old)
            return [old];
        if (statement.Field("vulnerability") is not { } vulnerability)
            return [];

        var aliases = vulnerability.Items("aliases").Where(x => x.ValueKind == JsonValueKind.String).Select(x => x.GetString()!);
        return vulnerability.Text("name") is { Length: > 0 } main ? [main, .. aliases] : [];
    }

    private static VexProduct? Product(JsonElement product)
    {
        if (product.ValueKind == JsonValueKind.String)
            return PackageUrl.TryParse(product.GetString(), out var old) ? new VexProduct { Url = old } : null;

        var url = Url(product);
        var digest = product.Field("hashes")?.Text("sha-256") is { } hash && Digest.TryParse("sha256:" + hash.ToLowerInvariant(), out var parsed) ? parsed : null;
        var parts = product.Items("subcomponents").ToList();
        var subcomponents = parts.Select(x => x.ValueKind == JsonValueKind.String && PackageUrl.TryParse(x.GetString(), out var part) ? part : Url(x)).OfType<PackageUrl>().ToList();

        // A product whose parts can't be told would otherwise become the whole product.
        return url is null && digest is null || parts.Count > 0 && subcomponents.Count == 0
            ? null
            : new VexProduct { Url = url, Digest = digest, Subcomponents = subcomponents };
    }

    private static PackageUrl? Url(JsonElement component) =>
        PackageUrl.TryParse(component.Field("identifiers")?.Text("purl"), out var identifier) ? identifier
        : PackageUrl.TryParse(component.Text("@id"), out var id) ? id
        : null;
}
