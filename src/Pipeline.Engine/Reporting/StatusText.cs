using Pipeline.Engine.Caching;
using Pipeline.Engine.Execution;

namespace Pipeline.Engine.Reporting;

/// <summary>How a target's end is shown: the word, the mark, the colour and the details.</summary>
public static class StatusText
{
    /// <summary>The word that every report has for it: <c>Not run</c>.</summary>
    public static string Word(TargetStatus status) => status switch
    {
        TargetStatus.Succeeded => "Succeeded",
        TargetStatus.Cached => "Cached",
        TargetStatus.Skipped => "Skipped",
        TargetStatus.Failed => "Failed",
        TargetStatus.Cancelled => "Cancelled",
        TargetStatus.NotRun => "Not run",
        _ => "Would run",
    };

    internal static string Mark(TargetStatus status, bool useUnicode) => status switch
    {
        TargetStatus.Succeeded => useUnicode ? "✓" : "+",
        TargetStatus.Cached => useUnicode ? "✓" : "=",
        TargetStatus.Failed => useUnicode ? "✗" : "x",
        TargetStatus.Cancelled => "!",
        TargetStatus.WouldRun => useUnicode ? "▷" : ">",
        _ => useUnicode ? "○" : "-",
    };

    internal static string Style(TargetStatus status) => status switch
    {
        TargetStatus.Succeeded => TerminalText.Green,
        TargetStatus.Cached => TerminalText.Cyan,
        TargetStatus.Failed => TerminalText.Red,
        TargetStatus.Cancelled => TerminalText.Yellow,
        _ => TerminalText.Dim,
    };

    /// <summary>Whether the target used up time that is worth showing.</summary>
    public static bool HasTime(TargetResult result) =>
        result?.Status is TargetStatus.Succeeded or TargetStatus.Cached or TargetStatus.Failed or TargetStatus.Cancelled;

    /// <summary>Figures and reason in one line; empty where there are none.</summary>
    internal static string Details(TargetResult result)
    {
        var text = result.Reason ?? result.Cache?.State switch
        {
            CacheState.UpToDate => "outputs in place",
            CacheState.Restored => "outputs restored",
            _ => null,
        };
        if (result.Status == TargetStatus.Failed && result.Error is not null)
            text = ErrorText.OneLine(result.Error);
        if (result.Summary.Count == 0)
            return text ?? "";

        var figures = string.Join(", ", result.Summary.Select(x => $"{x.Key}: {x.Value}"));
        return string.IsNullOrEmpty(text) ? figures : $"{figures} ({text})";
    }
}
