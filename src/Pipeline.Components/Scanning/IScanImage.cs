using Nuke.Common;
using Nuke.Common.IO;
using Pipeline.Components.Images;
using Pipeline.Components.Targets;
using Pipeline.Containers.Engines;
using Pipeline.Containers.Scanning;
using Pipeline.Containers.Scanning.Gate;
using Pipeline.Containers.Scanning.Running;
using Pipeline.Containers.Scanning.Vex;
using Pipeline.Containers.Scanning.Waivers;
using Pipeline.Containers.Scanning.Writing;
using Serilog;

namespace Pipeline.Components.Scanning;

/// <summary>
/// Scans the images with the pinned Trivy, and holds what it finds against a gate. Reports are kept by image, database and scanner; the gate decides anew
/// each time, since waivers run out. A scan that can't be done is "not done", and never passes for one that was.
/// </summary>
public interface IScanImage : IHazImages
{
    /// <summary>What an image may have and still be released.</summary>
    ScanGate Gate => new();

    /// <summary>Which Trivy is run, by version and digests. Checked in; without it nothing is run.</summary>
    AbsolutePath TrivyLockFile => RootDirectory / ".nuke" / "trivy.lock.json";

    /// <summary>Findings that someone answers for, for a while. Read where it is there.</summary>
    AbsolutePath WaiverFile => RootDirectory / ".trivyignore.yaml";

    /// <summary>VEX documents. Default <c>.vex/*.json</c>.</summary>
    IReadOnlyList<AbsolutePath> VexDocuments => [.. (RootDirectory / ".vex").GlobFiles("*.json")];

    /// <summary>Where the reports go: for each image <c>NAME.summary.json</c>, <c>NAME.md</c>, <c>NAME.json</c> (Trivy's), <c>NAME.sarif</c> where the scan was done whole, and <c>NAME.previous.json</c> where the gate went by a release before.</summary>
    AbsolutePath ScanDirectory => ArtifactsDirectory / "scan";

    /// <summary>
    /// The scan reports of the release that is live: a folder with <c>NAME.json</c> and <c>NAME.summary.json</c> for each image, as this target left them. Where the gate says
    /// <see cref="ScanGate.OnlyNewSince"/>, what they hold doesn't count; without them everything does, and that is said.
    /// </summary>
    [Parameter("Folder with the scan reports of the release before (output/scan of its build). A gate that says OnlyNewSince then counts only what is new.")]
    AbsolutePath? PreviousScan => TryGetValue(() => PreviousScan);

    /// <summary>Trivy's vulnerability database. Default <c>.nuke/temp/trivy</c>.</summary>
    [Parameter("Folder of Trivy's vulnerability database. Default is .nuke/temp/trivy.")]
    AbsolutePath ScanDatabase => TryGetValue(() => ScanDatabase) ?? TemporaryDirectory / "trivy";

    /// <summary>Downloads the database where a newer one is due. Default: on a build server.</summary>
    [Parameter("Downloads Trivy's vulnerability database where a newer one is due. Default on a build server.")]
    bool UpdateScanDatabase => TryGetValue<bool?>(() => UpdateScanDatabase) ?? IsServerBuild;

    /// <summary>Scans.</summary>
    Target ScanImage => _ => _
        .Description("Scans the images for vulnerabilities, secrets and misconfigurations, and decides the gate.")
        .TryDependsOn<IBuildImage>(x => x.BuildImage)
        .TryDependsOn<IBuildOpsImage>(x => x.BuildOpsImage)
        .Produces(ScanDirectory / "*")
        .Executes(async cancellationToken =>
        {
            ScanDirectory.CreateOrCleanDirectory();
            using var engine = await ImageMachine.TryConnectAsync(cancellationToken);
            var scan = new ImageScan
            {
                Gate = Gate,
                Pin = await TrivyLock.ReadAsync(TrivyLockFile!, cancellationToken),
                DatabaseDirectory = ScanDatabase!,
                UpdateDatabase = UpdateScanDatabase,
                ResultsDirectory = TemporaryDirectory / "scans",
                OutputDirectory = ScanDirectory!,
                PreviousDirectory = PreviousScan,
                Variables = ImageMachine.Variables(),
                Containers = engine is null ? null : new EngineContainerRunner(engine, ImageMachine.Credentials()),
                Waivers = await Pipeline.Containers.Scanning.Waivers.WaiverFile.ReadFileAsync(WaiverFile!, cancellationToken),
                Vex = await VexAsync(cancellationToken),
                Time = TimeProvider.System,
            };

            var scans = new List<(ImageFiles Image, ScanRun Run, ScanVerdict Verdict)>();
            foreach (var image in Images)
            {
                var (run, verdict) = await scan.RunAsync(image, new Progress<string>(x => Log.Debug("{Step}", x)), cancellationToken);
                scans.Add((image, run, verdict));
                Show(image, run, verdict);
            }

            foreach (var waiver in scan.Unused(scans.Select(x => x.Verdict)))
                Log.Warning("The waiver of {Id} by {Owner} is unused ({Source}): remove it", waiver.Id, waiver.Owner, waiver.Source);
            await ImageEvidence.LeaveAsync(this, ImageScan.Evidence(scans), cancellationToken);
            if (scans.Exists(x => x.Verdict.State == ScanState.Failed))
                throw ImageScan.Failure(scans);
        });

    private void Show(ImageFiles image, ScanRun run, ScanVerdict verdict)
    {
        foreach (var line in ScanTable.Write(verdict).TrimEnd().Split('\n'))
            Log.Information("{Line:l}", line);
        if (verdict.State == ScanState.NotDone)
            Log.Warning("Scan not done: {Image}: {Reason:l}", image.Name, verdict.Reason);
        ReportSummary(x =>
        {
            x[image.Name] = VerdictText.Of(verdict.State) + (run.FromCache ? " (report kept)" : "");
            return x;
        });
    }

    private async Task<IReadOnlyList<VexStatement>> VexAsync(CancellationToken cancellationToken)
    {
        var statements = new List<VexStatement>();
        foreach (var document in VexDocuments)
            statements.AddRange(await VexDocument.ReadFileAsync(document!, cancellationToken));
        return statements;
    }
}
