using System.Text.Json;

namespace Pipeline.Containers.Scanning.Reports;

/// <summary>Reads one of a report's results: a target, and what was found in it.</summary>
internal sealed class ResultReader(string report)
{
    private readonly List<Finding> findings = [];
    private string target = "";
    private string resultClass = "";
    private string type = "";
    private int packages;

    /// <summary>What was found, once it is read.</summary>
    public IEnumerable<Finding> Findings => findings.Select(x => x.Target == target && x.Class == resultClass ? x : x with { Target = target, Class = resultClass });

    public ScanTarget Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new FormatException($"an object was expected at byte {reader.TokenStartIndex}, but there is {reader.TokenType}.");

        while (reader.NextField())
        {
            if (reader.ValueTextEquals("Target"u8))
                target = reader.Text() ?? "";
            else if (reader.ValueTextEquals("Class"u8))
                resultClass = reader.Text() ?? "";
            else if (reader.ValueTextEquals("Type"u8))
                type = reader.Text() ?? "";
            else if (reader.ValueTextEquals("Packages"u8))
                CountPackages(ref reader);
            else if (reader.ValueTextEquals("Vulnerabilities"u8))
                ReadFindings(ref reader, FindingKind.Vulnerability);
            else if (reader.ValueTextEquals("Secrets"u8))
                ReadFindings(ref reader, FindingKind.Secret);
            else if (reader.ValueTextEquals("Misconfigurations"u8))
                ReadFindings(ref reader, FindingKind.Misconfiguration);
            else if (reader.ValueTextEquals("Licenses"u8))
                ReadFindings(ref reader, FindingKind.License);
            else
                reader.Pass();
        }

        return new ScanTarget(target, resultClass, type, packages);
    }

    private void CountPackages(ref Utf8JsonReader reader)
    {
        if (!reader.EnterList())
            return;
        for (; reader.NextItem(); packages++)
            reader.Skip();
    }

    private void ReadFindings(ref Utf8JsonReader reader, FindingKind kind)
    {
        if (!reader.EnterList())
            return;
        while (reader.NextItem())
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new FormatException($"an object was expected at byte {reader.TokenStartIndex}, but there is {reader.TokenType}.");

            var fields = new FindingFields();
            fields.Read(ref reader);
            // A check that passed, or that an exception in Trivy's own settings covers, is listed too when asked for.
            if (kind == FindingKind.Misconfiguration && fields.Status is { Length: > 0 } status && status != "FAIL")
                continue;
            findings.Add(fields.ToFinding(report, kind, target, resultClass));
        }
    }
}
