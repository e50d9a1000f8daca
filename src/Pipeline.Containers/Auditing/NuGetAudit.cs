using System.ComponentModel;
using Pipeline.Containers.Scanning.Reports;
using Pipeline.Containers.Scanning.Running;
using Pipeline.Errors;

namespace Pipeline.Containers.Auditing;

/// <summary>
/// NuGet's own vulnerability audit of what is restored. NuGet says "no vulnerable packages" of a feed that knows no vulnerability at all; so
/// each feed that it asked is asked whether it has data, and without any the audit is not done.
/// </summary>
/// <param name="client">Asks the feeds. A feed that wants credentials needs a client that has them.</param>
public sealed class NuGetAudit(HttpClient client)
{
    /// <summary>Audits a project or solution. The outcome goes to a <c>ScanGate</c>, as a scan's does.</summary>
    public async Task<ScanRun> RunAsync(AuditRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var project = Path.GetFullPath(request.Project);
        // Secrets and misconfigurations are no matter of packages; licences are.
        var run = new ScanRun { Scanner = "NuGet audit", LeftOut = [FindingKind.License] };
        if (!File.Exists(project))
            return run with { NotDone = $"There is no project or solution '{project}'. Name one that is there." };

        try
        {
            var result = await ListAsync(request, project, cancellationToken);
            // The command writes its JSON whatever else went wrong, and words alone where it got nowhere.
            if (!result.Output.TrimStart().StartsWith('{'))
                return run with { NotDone = $"'dotnet list package' ended with exit code {result.ExitCode}: {Ending(result)}" };

            var listing = PackageListing.Parse(result.Output, project);
            return listing.Errors.Count > 0 || result.ExitCode != 0
                ? run with { NotDone = $"'dotnet list package' says: {(listing.Errors.Count > 0 ? string.Join(" ", listing.Errors) : Ending(result))} Restore '{project}', then run again." }
                : await HeldAgainstFeedsAsync(request, run, listing, cancellationToken);
        }
        catch (Exception error) when (error is TimeoutException or Win32Exception or PipelineException)
        {
            return run with { NotDone = error.Message };
        }
    }

    private async Task<ScanRun> HeldAgainstFeedsAsync(AuditRequest request, ScanRun run, PackageListing listing, CancellationToken cancellationToken)
    {
        var feed = new VulnerabilityFeed(client, request.Timeout);
        var problems = new List<string>();
        foreach (var source in listing.Sources)
        {
            if (await feed.ProblemAsync(source, cancellationToken) is { } problem)
                problems.Add($"The feed {VulnerabilityFeed.NameOf(source)} {problem}.");
        }

        // What one feed knows counts, whatever the others don't.
        var withoutData = problems.Count == listing.Sources.Count;
        return run with
        {
            Report = listing.Report,
            NotDone = withoutData ? $"No vulnerability data: {(problems.Count == 0 ? "NuGet asked no feed." : string.Join(" ", problems))} Name a feed that has it under <auditSources> in NuGet.Config." : null,
            Notes = [.. listing.Warnings, .. withoutData ? [] : problems],
        };
    }

    private static Task<ToolResult> ListAsync(AuditRequest request, string project, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string>(request.Environment)
        {
            ["DOTNET_CLI_UI_LANGUAGE"] = "en",
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["MSBUILDDISABLENODEREUSE"] = "1",
        };
        return ToolProcess.RunAsync(request.DotNetPath, ["list", project, "package", "--vulnerable", "--include-transitive", "--format", "json", "--no-restore"], Path.GetDirectoryName(project)!, environment, request.Timeout, cancellationToken);
    }

    private static string Ending(ToolResult result)
    {
        var text = string.Join(" ", (result.Output + "\n" + result.Error).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(4));
        return text.Length > 0 ? text[..Math.Min(text.Length, 1000)] : "It said nothing.";
    }
}
