using System.Globalization;
using System.Text;
using System.Text.Json;
using Pipeline.Components.Images;
using Pipeline.Containers;
using Pipeline.Containers.Signing.Attesting;
using Pipeline.Containers.Signing.Keys;
using Pipeline.Containers.Signing.Statements;
using Pipeline.Releases.Proving;
using EvidenceKind = Pipeline.Releases.Proving.Evidence;

namespace Pipeline.Components.Signing;

/// <summary>What is said of one image: how it was built, what it is made of, how tests and scan ended, and all evidence together. What wasn't done isn't said.</summary>
internal sealed record ReleaseStatements
{
    public required ImageFiles Image { get; init; }

    /// <summary>What the stages before any environment left.</summary>
    public required EvidenceBundle Evidence { get; init; }

    /// <summary>The bill of materials, if there is one.</summary>
    public required string Bill { get; init; }

    /// <summary>The scan's summary, if there is one.</summary>
    public required string ScanSummary { get; init; }

    public required string BuilderId { get; init; }

    public string? InvocationId { get; init; }

    /// <summary>The repository's address.</summary>
    public string? Repository { get; init; }

    public string? Commit { get; init; }

    public string? Reference { get; init; }

    /// <summary>Git's hash of the sources as they are; null outside of a repository.</summary>
    public string? SourceTree { get; init; }

    /// <summary>Whether they have changes that no commit has; null outside of a repository.</summary>
    public bool? HasUncommittedChanges { get; init; }

    public required string SdkVersion { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Signs each statement, and last the one that lists them.</summary>
    public async Task<AttestationBundle> SignAsync(SigningKey key, CancellationToken cancellationToken)
    {
        var (record, stages) = (Image.Record(), new List<Attestation>());
        var digest = Digest.Parse(record.Digest);
        Attestation Sign(Predicate predicate) => Attestation.Sign(Statement.About(record.Name, digest, predicate), key);

        stages.Add(Sign(Provenance(record)));
        if (File.Exists(Bill))
            stages.Add(Sign(CycloneDxBom.Parse(await File.ReadAllBytesAsync(Bill, cancellationToken))));
        if (Tests() is { } tests)
            stages.Add(Sign(tests));
        if (await ScanAsync($"{record.Name}@{record.Digest}", cancellationToken) is { } scan)
            stages.Add(Sign(scan));
        var evidence = new EvidencePredicate
        {
            CreatedOn = Now,
            Evidence = Digest.Parse(Evidence.Digest),
            Stages = [.. Evidence.Records.Select(x => new StageResult(x.Kind, Word(x.Result), Digest.Of(Encoding.UTF8.GetBytes(EvidenceJson.Write(x))), x.At))],
            Attestations = [.. stages.Select(x => x.Payload)],
        };
        return AttestationBundle.Of([.. stages, Sign(evidence)]);
    }

    private SlsaProvenance Provenance(ImageRecord record)
    {
        var built = Evidence.Records.FirstOrDefault(x => x.Kind == Image.EvidenceName);
        var parameters = new Dictionary<string, string> { ["target"] = Image.EvidenceName == "image" ? "BuildImage" : "BuildOpsImage" };
        if (Repository is not null)
            parameters["repository"] = Repository;
        if (Reference is not null)
            parameters["ref"] = Reference;
        return new SlsaProvenance
        {
            BuilderId = BuilderId,
            InvocationId = InvocationId,
            ExternalParameters = parameters,
            InternalParameters = Sources(),
            ResolvedDependencies =
            [
                .. Commit is null ? Array.Empty<ResourceDescriptor>() : [ResourceDescriptor.GitCommit(Repository ?? "file:///", Commit)],
                .. record.BaseDigest is { } digest ? [ResourceDescriptor.Content("base", Digest.Parse(digest))] : Array.Empty<ResourceDescriptor>(),
                ResourceDescriptor.Tool("dotnet-sdk", $"pkg:generic/dotnet-sdk@{SdkVersion}"),
            ],
            FinishedOn = built?.At,
        };
    }

    private Dictionary<string, string> Sources()
    {
        var parameters = new Dictionary<string, string>();
        if (SourceTree is { } tree)
            parameters[SlsaProvenance.SourceTree] = tree;
        if (HasUncommittedChanges is { } changed)
            parameters[SlsaProvenance.UncommittedChanges] = changed ? "true" : "false";
        return parameters;
    }

    private TestResult? Tests()
    {
        if (Evidence.Find(EvidenceKind.Tests) is not { Result: not EvidenceResult.NotDone } tests)
            return null;
        var coverage = Evidence.Find(EvidenceKind.Coverage);
        return new TestResult
        {
            Result = tests switch { { Result: EvidenceResult.Failed } => TestOutcome.Failed, { IsPartial: true } => TestOutcome.Warned, _ => TestOutcome.Passed },
            Run = new TestRun
            {
                FinishedOn = tests.At,
                Passed = Count(tests, "passed"),
                Failed = Count(tests, "failed"),
                Skipped = Count(tests, "skipped"),
                LineCoveragePercent = Percent(coverage, "linePercent"),
                BranchCoveragePercent = Percent(coverage, "branchPercent"),
            },
        };
    }

    // Only of a scan that was done, with data, and of this image.
    private async Task<VulnerabilityScan?> ScanAsync(string reference, CancellationToken cancellationToken)
    {
        if (Evidence.Find(EvidenceKind.Scan) is not { } record || !File.Exists(ScanSummary))
            return null;
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(ScanSummary, cancellationToken));
        var root = json.RootElement;
        var state = root.GetProperty("state").GetString();
        if (state == "not done" || root.GetProperty("image").GetString() != reference || root.GetProperty("databaseUpdatedAt").GetString() is not { } database)
            return null;

        var findings = root.GetProperty("findings").EnumerateArray().Where(x => x.GetProperty("kind").GetString() == "vulnerability").ToList();
        return new VulnerabilityScan
        {
            ScannerUri = "pkg:github/aquasecurity/trivy",
            ScannerVersion = root.GetProperty("scanner").GetString(),
            DatabaseUpdatedOn = DateTimeOffset.Parse(database, CultureInfo.InvariantCulture),
            StartedOn = record.At,
            FinishedOn = record.At,
            Vulnerabilities = [.. findings.Select(Vulnerability)],
            Gate = new ScanGateResult(state == "passed", root.GetProperty("reason").GetString()!)
            {
                Waived = [.. root.GetProperty("findings").EnumerateArray().Where(x => x.GetProperty("fate").GetString() == "waived").Select(x => x.GetProperty("id").GetString()!).Distinct()],
            },
        };
    }

    private static ScannedVulnerability Vulnerability(JsonElement finding) => new(
        finding.GetProperty("id").GetString()!,
        new Dictionary<string, string> { ["trivy"] = finding.GetProperty("severity").GetString()!.ToUpperInvariant() })
    {
        Annotations = ((string[])["package", "installed", "fixedIn", "fate"])
            .Where(x => finding.TryGetProperty(x, out _))
            .ToDictionary(x => x, x => finding.GetProperty(x).GetString()!),
    };

    private static int Count(EvidenceRecord record, string figure) =>
        record.Figures.TryGetValue(figure, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;

    private static double? Percent(EvidenceRecord? record, string figure) =>
        record is not null && record.Figures.TryGetValue(figure, out var text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) ? percent : null;

    private static string Word(EvidenceResult result) => result switch { EvidenceResult.Passed => "passed", EvidenceResult.Failed => "failed", _ => "not done" };
}
