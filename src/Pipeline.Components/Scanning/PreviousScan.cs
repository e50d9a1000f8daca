using System.Text.Json;
using Pipeline.Containers.Scanning.Gate;
using Pipeline.Containers.Scanning.Reports;

namespace Pipeline.Components.Scanning;

/// <summary>The report of one image from the build of the release before. Only one whose gate passed is a release's: of a failed one, nothing is known to be accepted.</summary>
/// <param name="Report">What was found then; null where nothing can be taken.</param>
/// <param name="Json">The same, as Trivy wrote it.</param>
/// <param name="Missing">Why there is none.</param>
internal sealed record PreviousScan(ScanReport? Report, byte[]? Json, string? Missing)
{
    /// <exception cref="Pipeline.Errors.PipelineException">PIPE3301, PIPE3302: there is a report, and it is damaged.</exception>
    public static async Task<PreviousScan> ReadAsync(string? directory, string image, CancellationToken cancellationToken)
    {
        if (directory is null)
            return new PreviousScan(null, null, "none was named (--previous-scan)");
        var file = Path.Combine(directory, $"{image}.json");
        if (!File.Exists(file))
            return new PreviousScan(null, null, $"there is no '{file}'");
        var state = await StateAsync(Path.Combine(directory, $"{image}.summary.json"), image, cancellationToken);
        if (state is not "passed")
            return new PreviousScan(null, null, $"'{file}' is of no release: its gate {(state is null ? "isn't known" : $"says \"{state}\"")}");
        var json = await File.ReadAllBytesAsync(file, cancellationToken);
        return new PreviousScan(ScanReportReader.Read(json, file), json, null);
    }

    /// <summary>What someone should know; null for nothing.</summary>
    public string? Note(ScanGate gate) => gate.OnlyNewSince
        ? Missing is null ? null : $"Nothing was taken as known before: {Missing}."
        : Report is null ? null : "The report of a release before was given, and the gate counts everything: it doesn't say OnlyNewSince.";

    /// <summary>Keeps it with this run's reports, so that the verdict can be looked into.</summary>
    public async Task KeepAsync(string file, CancellationToken cancellationToken)
    {
        File.Delete(file);
        if (Json is not null)
            await File.WriteAllBytesAsync(file, Json, cancellationToken);
    }

    // Of this very image, as its summary says: another's findings say nothing.
    private static async Task<string?> StateAsync(string summary, string image, CancellationToken cancellationToken)
    {
        try
        {
            using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(summary, cancellationToken));
            return json.RootElement.GetProperty("image").GetString() is { } reference && reference.StartsWith($"{image}@", StringComparison.Ordinal) ? json.RootElement.GetProperty("state").GetString() : null;
        }
        catch (Exception error) when (error is IOException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
