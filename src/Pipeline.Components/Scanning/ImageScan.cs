using System.Globalization;
using Pipeline.Components.Images;
using Pipeline.Containers;
using Pipeline.Containers.Engines;
using Pipeline.Containers.Scanning;
using Pipeline.Containers.Scanning.Gate;
using Pipeline.Containers.Scanning.Running;
using Pipeline.Containers.Scanning.Vex;
using Pipeline.Containers.Scanning.Waivers;
using Pipeline.Containers.Scanning.Writing;
using Pipeline.Errors;
using Pipeline.Releases.Proving;
using EvidenceKind = Pipeline.Releases.Proving.Evidence;

namespace Pipeline.Components.Scanning;

/// <summary>One scan of all images, judged.</summary>
internal sealed record ImageScan
{
    public required ScanGate Gate { get; init; }

    /// <summary>Which Trivy; null where the repository doesn't say.</summary>
    public required TrivyPin? Pin { get; init; }

    public required string DatabaseDirectory { get; init; }

    public bool UpdateDatabase { get; init; }

    /// <summary>Where reports are kept from run to run.</summary>
    public required string ResultsDirectory { get; init; }

    /// <summary>Where this run's reports go.</summary>
    public required string OutputDirectory { get; init; }

    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>Trivy's binary; null for the one on the PATH of <see cref="Variables"/>.</summary>
    public string? TrivyPath { get; init; }

    /// <summary>Where Trivy runs when there is no binary.</summary>
    public IContainerRunner? Containers { get; init; }

    /// <summary>Reports of the release before, as this leaves them; null for none.</summary>
    public string? PreviousDirectory { get; init; }

    public IReadOnlyList<Waiver> Waivers { get; init; } = [];

    public IReadOnlyList<VexStatement> Vex { get; init; } = [];

    public required TimeProvider Time { get; init; }

    /// <summary>Scans and judges one image, and writes its reports: <c>NAME.summary.json</c>, <c>NAME.md</c>, <c>NAME.json</c> as Trivy wrote it, <c>NAME.sarif</c> of a scan that was done whole, and <c>NAME.previous.json</c> where the gate went by a release before.</summary>
    public async Task<(ScanRun Run, ScanVerdict Verdict)> RunAsync(ImageFiles image, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var digest = Digest.Parse(image.Record().Digest);
        var run = Pin is null
            ? new ScanRun { NotDone = "No Trivy is pinned: there is no .nuke/trivy.lock.json. Write one (docs/guides/images.md), with a version and digests that you have looked up yourself." }
            : await new TrivyScanner(Time, progress).ScanAsync(
                new ScanRequest
                {
                    Name = image.Name,
                    LayoutDirectory = image.Layout!,
                    Digest = digest,
                    Pin = Pin,
                    TrivyPath = TrivyPath,
                    Containers = Containers,
                    CacheDirectory = DatabaseDirectory,
                    ResultsDirectory = ResultsDirectory,
                    Environment = Variables,
                    UpdateDatabase = UpdateDatabase,
                    FindLicenses = Gate.LicensesFailAt is not null,
                },
                cancellationToken);
        Directory.CreateDirectory(OutputDirectory);
        var previous = await PreviousScan.ReadAsync(PreviousDirectory, image.Name, cancellationToken);
        var verdict = Gate.Judge(run, new GateRules { Now = Time.GetUtcNow(), Waivers = Waivers, Vex = Vex, NotesUnusedWaivers = false, Previous = previous.Report });
        if (previous.Note(Gate) is { } note)
            verdict = verdict with { Notes = [.. verdict.Notes, note] };
        if (Gate.OnlyNewSince)
            await previous.KeepAsync(Path.Combine(OutputDirectory, $"{image.Name}.previous.json"), cancellationToken);

        await WriteAsync($"{image.Name}.sarif", ScanSarif.Write(verdict, SarifSource.Trivy(image.Name)), cancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(OutputDirectory, $"{image.Name}.summary.json"), ScanSummary.WriteJson(verdict, run), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(OutputDirectory, $"{image.Name}.md"), ScanSummary.WriteMarkdown(verdict), cancellationToken);
        await WriteAsync($"{image.Name}.json", run.ReportJson, cancellationToken);
        return (run, verdict);
    }

    // What this run hasn't isn't to be taken from an earlier one.
    private async Task WriteAsync(string name, byte[]? content, CancellationToken cancellationToken)
    {
        var file = Path.Combine(OutputDirectory, name);
        File.Delete(file);
        if (content is not null)
            await File.WriteAllBytesAsync(file, content, cancellationToken);
    }

    /// <summary>What the scans of all images come to: failed if one is, else not done if one isn't.</summary>
    public static EvidenceRecord Evidence(IReadOnlyList<(ImageFiles Image, ScanRun Run, ScanVerdict Verdict)> scans)
    {
        var result = scans.Any(x => x.Verdict.State == ScanState.Failed) ? EvidenceResult.Failed
            : scans.Count > 0 && scans.All(x => x.Verdict.State == ScanState.Passed) ? EvidenceResult.Passed
            : EvidenceResult.NotDone;
        var figures = new Dictionary<string, string>();
        if (scans.Select(x => x.Run.Scanner).FirstOrDefault(x => x.Length > 0) is { } scanner)
            figures["scanner"] = scanner;
        if (scans.Select(x => x.Run.Database).FirstOrDefault(x => x is not null) is { } database)
            figures["databaseUpdatedAt"] = database.UpdatedAt.ToString("O", CultureInfo.InvariantCulture);
        foreach (var (image, _, verdict) in scans)
        {
            figures[$"{image.Name}.counted"] = verdict.Of(FindingFate.Counted).Count().ToString(CultureInfo.InvariantCulture);
            figures[$"{image.Name}.waived"] = verdict.Of(FindingFate.Waived).Count().ToString(CultureInfo.InvariantCulture);
            if (verdict.Of(FindingFate.KnownBefore).Count() is > 0 and var known)
                figures[$"{image.Name}.knownBefore"] = known.ToString(CultureInfo.InvariantCulture);
        }

        return ImageEvidence.Of(EvidenceKind.Scan.Name, result) with
        {
            Reason = result == EvidenceResult.Passed ? null : string.Join(" ", scans.Where(x => x.Verdict.State != ScanState.Passed).Select(x => $"{x.Image.Name}: {x.Verdict.Reason.TrimEnd('.')}.").Distinct()),
            Inputs =
            [
                .. scans.Select(x => new EvidenceInput(x.Image.EvidenceName, x.Image.Record().Digest)),
                // So that a later build can tell that a report is this release's.
                .. scans.Where(x => x.Run.ReportJson is not null).Select(x => new EvidenceInput($"{x.Image.Name}.scan.json", Digest.Of(x.Run.ReportJson!).ToString())),
            ],
            Figures = figures,
        };
    }

    /// <summary>Waivers that no image needs.</summary>
    public IEnumerable<Waiver> Unused(IEnumerable<ScanVerdict> verdicts)
    {
        List<ScanVerdict> judged = [.. verdicts];
        // Where nothing was found because nothing was looked at, nothing can be said of a waiver.
        return judged.Any(x => x.State == ScanState.NotDone) ? [] : Waivers.Where(x => judged.All(y => y.UnusedWaivers.Contains(x)));
    }

    /// <summary>What the gate counts, by name, for the error.</summary>
    public static PipelineException Failure(IReadOnlyList<(ImageFiles Image, ScanRun Run, ScanVerdict Verdict)> scans) => new(
        ImageComponentErrors.ScanFailed,
        string.Join(Environment.NewLine, scans.Where(x => x.Verdict.State == ScanState.Failed).Select(x => $"The scan of {x.Image.Name}@{x.Image.Record().Digest} failed: {VerdictText.Counted(x.Verdict)}")));
}
