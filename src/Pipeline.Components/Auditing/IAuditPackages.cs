using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Components;
using Pipeline.Components.Images;
using Pipeline.Components.Releases;
using Pipeline.Components.Scanning;
using Pipeline.Components.Targets;
using Pipeline.Containers.Auditing;
using Pipeline.Containers.Scanning;
using Pipeline.Containers.Scanning.Gate;
using Pipeline.Containers.Scanning.Running;
using Pipeline.Containers.Scanning.Waivers;
using Pipeline.Containers.Scanning.Writing;
using Pipeline.Errors;
using Serilog;

namespace Pipeline.Components.Auditing;

/// <summary>NuGet's own vulnerability audit of what is restored, as a gate. Feeds without vulnerability data make it "not done".</summary>
public interface IAuditPackages : IHazEvidence, IHazSolution
{
    /// <summary>What the packages may have.</summary>
    ScanGate Gate => new();

    /// <summary>What is audited. Default the solution.</summary>
    AbsolutePath AuditedProject => Solution.Path!;

    /// <summary>Findings that someone answers for, for a while. Read where it is there; those that name a package by <c>purls</c> are meant for here too.</summary>
    AbsolutePath AuditWaiverFile => RootDirectory / ".trivyignore.yaml";

    /// <summary>Where the reports go: <c>packages.json</c>, <c>packages.md</c>, and <c>packages.sarif</c> where the audit was done.</summary>
    AbsolutePath AuditDirectory => ArtifactsDirectory / "audit";

    /// <summary>Audits. Never cached: what is known of packages changes from day to day.</summary>
    Target Audit => _ => _
        .Description("Asks NuGet's feeds for known vulnerabilities of the restored packages, and decides the gate.")
        .TryDependsOn<IRestore>(x => x.Restore)
        .Produces(AuditDirectory / "*")
        .Executes(async cancellationToken =>
        {
            AuditDirectory.CreateOrCleanDirectory();
            using var client = new HttpClient();
            var run = await new NuGetAudit(client).RunAsync(new AuditRequest { Project = AuditedProject!, Environment = ImageMachine.Variables() }, cancellationToken);
            var waivers = await WaiverFile.ReadFileAsync(AuditWaiverFile!, cancellationToken);
            // The same file has the images' waivers: one that covers nothing here may be needed there.
            var verdict = Gate.Judge(run, new GateRules { Now = TimeProvider.System.GetUtcNow(), Waivers = waivers, NotesUnusedWaivers = false });

            if (ScanSarif.Write(verdict, SarifSource.NuGetAudit(AuditedProject.NameWithoutExtension)) is { } sarif)
                await File.WriteAllBytesAsync(AuditDirectory / "packages.sarif", sarif, cancellationToken);
            await File.WriteAllBytesAsync(AuditDirectory / "packages.json", ScanSummary.WriteJson(verdict, run), cancellationToken);
            await File.WriteAllTextAsync(AuditDirectory / "packages.md", ScanSummary.WriteMarkdown(verdict), cancellationToken);
            await ImageEvidence.LeaveAsync(this, AuditEvidence.Of(verdict, await SourceTree.FindAsync(RootDirectory!, cancellationToken)), cancellationToken);

            foreach (var line in ScanTable.Write(verdict).TrimEnd().Split('\n'))
                Log.Information("{Line:l}", line);
            ReportSummary(x =>
            {
                x["Audit"] = VerdictText.Of(verdict.State);
                return x;
            });
            if (verdict.State == ScanState.NotDone)
                Log.Warning("Audit not done: {Reason:l}", verdict.Reason);
            if (verdict.State == ScanState.Failed)
                throw new PipelineException(ImageComponentErrors.AuditFailed, $"The audit of {RootDirectory.GetRelativePathTo(AuditedProject)} failed: {VerdictText.Counted(verdict)}");
        });
}
