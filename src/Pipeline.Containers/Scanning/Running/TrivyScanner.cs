using System.ComponentModel;
using Pipeline.Containers.Layouts;
using Pipeline.Containers.Scanning.Databases;
using Pipeline.Containers.Scanning.Reports;
using Pipeline.Errors;

namespace Pipeline.Containers.Scanning.Running;

/// <summary>Scans an image in an OCI layout with the pinned Trivy. Whatever keeps it from a true answer makes the scan "not done", with the reason.</summary>
/// <param name="time">The clock: a database may be too old.</param>
/// <param name="progress">A line for each step; null for none.</param>
public sealed class TrivyScanner(TimeProvider time, IProgress<string>? progress = null)
{
    /// <summary>Scans, or takes the report that is kept of the same image, database, scanner and settings.</summary>
    /// <exception cref="PipelineException">PIPE3305: there is no such image; PIPE3306: the pin floats.</exception>
    public async Task<ScanRun> ScanAsync(ScanRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Pin.Require();
        var image = new ScanSubject(request.Name, request.Digest, (await LayoutImage.ReadAsync(request.LayoutDirectory, request.Digest, cancellationToken)).ConfigDigest);

        var work = Directory.CreateTempSubdirectory("pipeline-scan-").FullName;
        try
        {
            Directory.CreateDirectory(request.CacheDirectory);
            var place = new TrivyPlace(Path.GetFullPath(request.LayoutDirectory), Path.GetFullPath(request.CacheDirectory), work);
            var (trivy, problem) = await new TrivyFinder(request).FindAsync(work, cancellationToken);
            return trivy is null
                ? new ScanRun { Image = image, NotDone = problem }
                : await ScanAsync(request, image, trivy, place, cancellationToken);
        }
        catch (Exception error) when (error is TimeoutException or Win32Exception or PipelineException)
        {
            return new ScanRun { Image = image, NotDone = error.Message };
        }
        finally
        {
            Remove(work);
        }
    }

    private static void Remove(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (UnauthorizedAccessException)
        {
            // An engine that gives its containers users of their own (userns-remap) leaves files that only root may remove; they lie in the system's temporary folder.
        }
    }

    private async Task<ScanRun> ScanAsync(ScanRequest request, ScanSubject image, ITrivy trivy, TrivyPlace place, CancellationToken cancellationToken)
    {
        var notes = new List<string>();
        var (database, problem) = await DatabaseAsync(request, trivy, place, notes, cancellationToken);
        var run = new ScanRun { Image = image, Database = database, Scanner = trivy.Description, NotDone = problem, LeftOut = request.LeftOut, Notes = notes };

        var cache = request.ResultsDirectory is { } directory ? new ScanCache(directory) : null;
        var key = ScanCache.Key(request, trivy, database);
        if (cache is not null && await cache.ReadAsync(key, cancellationToken) is { } kept)
        {
            progress?.Report($"Scan: kept from before ({trivy.Description})");
            return Finished(run, database, kept) with { FromCache = true };
        }

        if (database is null && !request.FindSecrets && !request.FindMisconfigurations && !request.FindLicenses)
            return run;

        progress?.Report($"Scan: {image.Reference} with {trivy.Description}");
        var (json, failure) = await ReportAsync(request, trivy, place, database is not null, cancellationToken);
        if (json is null)
            return run with { NotDone = problem is null ? failure : $"{problem} And: {failure}" };

        run = Finished(run, database, json);
        if (cache is not null && run.Report!.ImageId == image.ConfigDigest)
            await cache.WriteAsync(key, json, cancellationToken);
        return run;
    }

    private static ScanRun Finished(ScanRun run, VulnerabilityDatabase? database, byte[] json)
    {
        var report = ScanReportReader.Read(json, "Trivy's report");
        var missing = database?.Missing(report) ?? [];
        return run with
        {
            Report = report,
            ReportJson = json,
            NotDone = run.NotDone ?? (missing.Count == 0 ? null : $"The vulnerability database knows nothing of {string.Join(", ", missing)}, which the image has packages of. Use the full database of Trivy."),
        };
    }

    private async Task<(VulnerabilityDatabase?, string?)> DatabaseAsync(ScanRequest request, ITrivy trivy, TrivyPlace place, List<string> notes, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (database, problem) = VulnerabilityDatabase.Read(place.Cache, request.MaximumDatabaseAge, now);
        if (!request.UpdateDatabase || database?.NextUpdate > now)
            return (database, problem);

        progress?.Report("Scan: downloading the vulnerability database");
        var result = await trivy.RunAsync(place, TrivyArguments.DownloadDatabase, hasNetwork: true, cancellationToken);
        if (result.ExitCode == 0)
            return VulnerabilityDatabase.Read(place.Cache, request.MaximumDatabaseAge, now);

        var failure = $"The vulnerability database couldn't be downloaded: {Ending(result)}";
        if (database is not null)
            notes.Add($"{failure} The one of {database.UpdatedAt:yyyy-MM-dd HH:mm} UTC was used.");
        return (database, database is null ? $"{problem} {failure}" : null);
    }

    private static async Task<(byte[]? Json, string? Failure)> ReportAsync(ScanRequest request, ITrivy trivy, TrivyPlace place, bool withVulnerabilities, CancellationToken cancellationToken)
    {
        var help = await trivy.RunAsync(place, _ => ["image", "--help"], hasNetwork: false, cancellationToken);
        var arguments = new TrivyArguments(help.Output);
        if (help.ExitCode != 0 || !arguments.AreUsable || request.FindLicenses && !arguments.CanFindLicenses)
            return (null, $"{trivy.Description} doesn't know the options that a scan needs. {Ending(help)} Use the pinned version {request.Pin.Version}.");

        var result = await trivy.RunAsync(place, x => arguments.Scan(request, x, withVulnerabilities), hasNetwork: false, cancellationToken);
        var report = Path.Combine(place.Work, TrivyArguments.ReportFile);
        return result.ExitCode != 0 ? (null, $"{trivy.Description} ended with exit code {result.ExitCode}: {Ending(result)}")
            : File.Exists(report) ? (await File.ReadAllBytesAsync(report, cancellationToken), null)
            : (null, $"{trivy.Description} ended well, but wrote no report. {Ending(result)}");
    }

    // Trivy's log has many lines, of which the last tell what went wrong.
    private static string Ending(ToolResult result) =>
        string.Join(" ", result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(4)) is { Length: > 0 } text ? text[..Math.Min(text.Length, 1000)] : "It said nothing.";
}
