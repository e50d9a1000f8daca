using System.Text.Json;

namespace Pipeline.Containers.Scanning.Reports;

/// <summary>
/// The fields of a finding, of whichever kind: no two kinds use a name for different things but <c>Name</c> and <c>ID</c>.
/// <c>Code</c> and <c>Match</c> are passed over: they quote the file, with a secret's neighbours unmasked.
/// </summary>
internal sealed class FindingFields
{
    private string? vulnerabilityId;
    private string? ruleId;
    private string? id;
    private string? name;
    private string? otherId;
    private string? severity;
    private string? title;
    private string? description;
    private string? message;
    private string? resolution;
    private string? category;
    private string? package;
    private string? packageUrl;
    private string? installed;
    private string? fixedIn;
    private string? path;
    private string? url;
    private string? link;
    private int startLine;
    private int endLine;
    private double? score;

    public string? Status { get; private set; }

    public void Read(ref Utf8JsonReader reader)
    {
        while (reader.NextField())
            ReadField(ref reader);
    }

    public Finding ToFinding(string report, FindingKind kind, string target, string resultClass)
    {
        var key = kind switch
        {
            FindingKind.Vulnerability => vulnerabilityId,
            FindingKind.Secret => ruleId,
            FindingKind.Misconfiguration => id,
            _ => name,
        };
        if (string.IsNullOrEmpty(key))
            throw ScanReportReader.Unreadable(report, $"has a {kind} in '{target}' without its id. Scan again");

        return new Finding
        {
            Kind = kind,
            Id = key,
            OtherId = string.IsNullOrEmpty(otherId) ? null : otherId,
            Severity = SeverityOf(report, key),
            Target = target,
            Class = resultClass,
            Title = title ?? (category is null ? "" : $"{category} licence"),
            Description = description ?? "",
            Message = message ?? "",
            Resolution = resolution ?? "",
            Package = string.IsNullOrEmpty(package) ? null : package,
            PackageUrl = packageUrl,
            InstalledVersion = string.IsNullOrEmpty(installed) ? null : installed,
            FixedVersion = string.IsNullOrEmpty(fixedIn) ? null : fixedIn,
            HasFix = kind == FindingKind.Vulnerability ? !string.IsNullOrEmpty(fixedIn) : null,
            Status = Status,
            Path = string.IsNullOrEmpty(path) ? null : path,
            Url = url ?? link,
            StartLine = startLine,
            EndLine = endLine,
            Score = score,
        };
    }

    private Severity SeverityOf(string report, string key) => severity?.ToUpperInvariant() switch
    {
        null or "" or "UNKNOWN" => Severity.Unknown,
        "LOW" => Severity.Low,
        "MEDIUM" => Severity.Medium,
        "HIGH" => Severity.High,
        "CRITICAL" => Severity.Critical,
        // Taken for unknown, it would pass below every threshold.
        _ => throw ScanReportReader.Unreadable(report, $"rates {key} '{severity}', which is none of UNKNOWN, LOW, MEDIUM, HIGH and CRITICAL. Scan again with the pinned version"),
    };

    private void ReadField(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("VulnerabilityID"u8))
            vulnerabilityId = reader.Text();
        else if (reader.ValueTextEquals("RuleID"u8))
            ruleId = reader.Text();
        else if (reader.ValueTextEquals("ID"u8))
            id = reader.Text();
        else if (reader.ValueTextEquals("Name"u8))
            name = reader.Text();
        else if (reader.ValueTextEquals("AVDID"u8))
            otherId = reader.Text();
        else if (reader.ValueTextEquals("Severity"u8))
            severity = reader.Text();
        else if (reader.ValueTextEquals("Title"u8))
            title = reader.Text();
        else if (reader.ValueTextEquals("Description"u8))
            description = reader.Text();
        else if (reader.ValueTextEquals("Message"u8))
            message = reader.Text();
        else if (reader.ValueTextEquals("Resolution"u8))
            resolution = reader.Text();
        else if (reader.ValueTextEquals("Category"u8))
            category = reader.Text();
        else
            ReadPlaceField(ref reader);
    }

    private void ReadPlaceField(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("PkgName"u8))
            package = reader.Text();
        else if (reader.ValueTextEquals("PkgPath"u8) || reader.ValueTextEquals("FilePath"u8))
            path = reader.Text();
        else if (reader.ValueTextEquals("PkgIdentifier"u8))
            ReadIdentifier(ref reader);
        else if (reader.ValueTextEquals("InstalledVersion"u8))
            installed = reader.Text();
        else if (reader.ValueTextEquals("FixedVersion"u8))
            fixedIn = reader.Text();
        else if (reader.ValueTextEquals("Status"u8))
            Status = reader.Text();
        else if (reader.ValueTextEquals("PrimaryURL"u8))
            url = reader.Text();
        else if (reader.ValueTextEquals("Link"u8))
            link = reader.Text();
        else if (reader.ValueTextEquals("StartLine"u8))
            startLine = reader.Number();
        else if (reader.ValueTextEquals("EndLine"u8))
            endLine = reader.Number();
        else if (reader.ValueTextEquals("CauseMetadata"u8))
            ReadCause(ref reader);
        else if (reader.ValueTextEquals("CVSS"u8))
            ReadScores(ref reader);
        else
            reader.Pass();
    }

    private void ReadIdentifier(ref Utf8JsonReader reader)
    {
        if (!reader.Enter())
            return;
        while (reader.NextField())
        {
            if (reader.ValueTextEquals("PURL"u8))
                packageUrl = reader.Text();
            else
                reader.Pass();
        }
    }

    private void ReadCause(ref Utf8JsonReader reader)
    {
        if (!reader.Enter())
            return;
        while (reader.NextField())
        {
            if (reader.ValueTextEquals("StartLine"u8))
                startLine = reader.Number();
            else if (reader.ValueTextEquals("EndLine"u8))
                endLine = reader.Number();
            else
                reader.Pass();
        }
    }

    private void ReadScores(ref Utf8JsonReader reader)
    {
        if (!reader.Enter())
            return;
        while (reader.NextField())
        {
            if (!reader.Enter())
                continue;
            while (reader.NextField())
            {
                if (reader.ValueTextEquals("V3Score"u8) || reader.ValueTextEquals("V40Score"u8))
                {
                    reader.Read();
                    score = Math.Max(score ?? 0, reader.TokenType == JsonTokenType.Null ? 0 : reader.GetDouble());
                }
                else
                    reader.Pass();
            }
        }
    }
}
