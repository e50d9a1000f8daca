using Pipeline.Containers.Scanning;
using Pipeline.Containers.Scanning.Gate;

namespace Pipeline.Components.Scanning;

/// <summary>A verdict in words.</summary>
internal static class VerdictText
{
    // The report has them all.
    private const int Named = 10;

    /// <summary>For summaries.</summary>
    public static string Of(ScanState state) => state switch { ScanState.Passed => "passed", ScanState.Failed => "failed", _ => "not done" };

    /// <summary>What the gate counts, for an error.</summary>
    public static string Counted(ScanVerdict verdict)
    {
        var counted = verdict.Of(FindingFate.Counted).Select(x => x.Finding).ToList();
        IEnumerable<string> lines =
        [
            .. counted.Take(Named).Select(x => $"{x.Id} ({x.Severity.ToString().ToLowerInvariant()}) in {x.Place}{(x.FixedVersion is { } version ? $", fixed in {version}" : "")}"),
            .. counted.Count > Named ? [$"and {counted.Count - Named} more, in the report"] : Array.Empty<string>(),
            .. verdict.Problems,
        ];
        return $"{verdict.Reason.TrimEnd('.')}.{string.Concat(lines.Select(x => $"{Environment.NewLine}  {x}"))}";
    }
}
