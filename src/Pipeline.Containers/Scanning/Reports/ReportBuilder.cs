using System.Globalization;
using System.Text.Json;
using Pipeline.Errors;

namespace Pipeline.Containers.Scanning.Reports;

/// <summary>The report's outer parts; what was found goes to <see cref="ResultReader"/>.</summary>
internal sealed class ReportBuilder(string name)
{
    private readonly List<ScanTarget> targets = [];
    private readonly List<Finding> findings = [];
    private int? schemaVersion;
    private string? artifactName;
    private string artifactType = "";
    private string? scannerVersion;
    private DateTimeOffset? createdAt;
    private OperatingSystemRelease? operatingSystem;
    private Digest? imageId;
    private IReadOnlyList<string> repoDigests = [];
    private string? otherFormat;

    public ScanReport Read(ref Utf8JsonReader reader)
    {
        while (reader.NextField())
            ReadField(ref reader);

        if (otherFormat is not null || schemaVersion != 2)
            throw new PipelineException(ScanErrors.UnknownReportVersion, $"'{name}' {(otherFormat ?? (schemaVersion is null ? "has no SchemaVersion, so it is no report of Trivy's" : $"has SchemaVersion {schemaVersion}"))}; read is Trivy's JSON report with SchemaVersion 2. Write it with: trivy image --format json.");
        if (artifactName is null)
            throw ScanReportReader.Unreadable(name, "doesn't say what was scanned (ArtifactName). Scan again");

        return new ScanReport
        {
            ArtifactName = artifactName,
            ArtifactType = artifactType,
            ScannerVersion = scannerVersion,
            CreatedAt = createdAt,
            OperatingSystem = operatingSystem,
            ImageId = imageId,
            RepoDigests = repoDigests,
            Targets = targets,
            Findings = [.. findings.Select(x => x.PackageUrl is null && x.Package is not null ? x with { PackageUrl = PackageUrls.Of(x, operatingSystem, targets) } : x)],
        };
    }

    private void ReadField(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("SchemaVersion"u8))
            schemaVersion = reader.Number();
        else if (reader.ValueTextEquals("ArtifactName"u8))
            artifactName = reader.Text();
        else if (reader.ValueTextEquals("ArtifactType"u8))
            artifactType = reader.Text() ?? "";
        else if (reader.ValueTextEquals("CreatedAt"u8))
            createdAt = Time(reader.Text());
        else if (reader.ValueTextEquals("Trivy"u8))
            ReadScanner(ref reader);
        else if (reader.ValueTextEquals("Metadata"u8))
            ReadMetadata(ref reader);
        else if (reader.ValueTextEquals("Results"u8))
            ReadResults(ref reader);
        else if (reader.ValueTextEquals("bomFormat"u8))
            otherFormat = $"is a {reader.Text()} bill of materials";
        else if (reader.ValueTextEquals("spdxVersion"u8))
            otherFormat = $"is an {reader.Text()} bill of materials";
        else if (reader.ValueTextEquals("runs"u8))
        {
            otherFormat = "is a SARIF log";
            reader.Pass();
        }
        else
            reader.Pass();
    }

    private void ReadScanner(ref Utf8JsonReader reader)
    {
        if (!reader.Enter())
            return;
        while (reader.NextField())
        {
            if (reader.ValueTextEquals("Version"u8))
                scannerVersion = reader.Text();
            else
                reader.Pass();
        }
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        if (!reader.Enter())
            return;
        while (reader.NextField())
        {
            if (reader.ValueTextEquals("OS"u8))
                ReadOperatingSystem(ref reader);
            else if (reader.ValueTextEquals("ImageID"u8))
                imageId = Digest.TryParse(reader.Text(), out var digest) ? digest : null;
            else if (reader.ValueTextEquals("RepoDigests"u8))
                repoDigests = Texts(ref reader);
            else
                reader.Pass();
        }
    }

    private void ReadOperatingSystem(ref Utf8JsonReader reader)
    {
        if (!reader.Enter())
            return;
        var (family, version, endOfLife) = ("", "", false);
        while (reader.NextField())
        {
            if (reader.ValueTextEquals("Family"u8))
                family = reader.Text() ?? "";
            else if (reader.ValueTextEquals("Name"u8))
                version = reader.Text() ?? "";
            else if (reader.ValueTextEquals("EOSL"u8) && reader.Read())
                endOfLife = reader.GetBoolean();
            else
                reader.Pass();
        }

        operatingSystem = family.Length == 0 ? null : new OperatingSystemRelease(family, version, endOfLife);
    }

    private void ReadResults(ref Utf8JsonReader reader)
    {
        if (!reader.EnterList())
            return;
        while (reader.NextItem())
        {
            var result = new ResultReader(name);
            targets.Add(result.Read(ref reader));
            findings.AddRange(result.Findings);
        }
    }

    private static List<string> Texts(ref Utf8JsonReader reader)
    {
        var texts = new List<string>();
        if (reader.EnterList())
        {
            while (reader.NextItem())
                texts.Add(reader.GetString() ?? "");
        }

        return texts;
    }

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
