using System.Xml.Linq;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Reporting;
using static Pipeline.Components.Reporting.Pages.Tag;

namespace Pipeline.Components.Reporting.Pages;

/// <summary>Failures in full, then errors and warnings of the run, each once.</summary>
internal static class ProblemSection
{
    private const int MostLines = 100;

    public static XElement? Of(DeliveryRun run)
    {
        var failures = Failures(run).ToList();
        var errors = Lines(run, OutputLevel.Error);
        var warnings = Lines(run, OutputLevel.Warning);
        return failures.Count + errors.Count + warnings.Count + run.Files.Unreadable.Count == 0 ? null : Section("problems", "Problems",
            failures,
            List("error", Tone.Bad, errors),
            List("warning", Tone.Doubt, warnings),
            List("unreadable", Tone.Doubt, run.Files.Unreadable));
    }

    private static IEnumerable<XElement> Failures(DeliveryRun run)
    {
        foreach (var target in run.Result.Targets.Where(x => x.Error is not null))
            yield return Failure($"{target.Name} {StatusText.Word(target.Status).ToLowerInvariant()}", target.Error!);
        if (run.Result.Error is { } own)
            yield return Failure("The run itself failed", own);
    }

    private static XElement Failure(string title, Exception error) => Tag.Of("div",
        Tag.Of("h3", title),
        Tag.Of("pre", Tag.Of("code", string.Join('\n', ErrorText.Lines(error, OutputVerbosity.Normal).Select(Plain)))),
        ErrorText.Hint(ErrorText.Ids(error)) is { } hint ? Soft(hint) : null);

    private static List<string> Lines(DeliveryRun run, OutputLevel level) =>
        [.. run.Result.Problems.Where(x => x.Value.Level == level).Select(x => x.Key.Length == 0 ? Plain(x.Value.Text) : $"{x.Key}: {Plain(x.Value.Text)}").Distinct()];

    private static XElement[]? List(string word, Tone tone, IReadOnlyList<string> lines) => lines.Count == 0 ? null :
    [
        Tag.Of("ul", Class("problems"), lines.Take(MostLines).Select(x => Tag.Of("li", Badge(tone, word), " ", x))),
        .. lines.Count > MostLines ? [Soft($"And {lines.Count - MostLines} more in the log.")] : Array.Empty<XElement>(),
    ];

    private static string Plain(string text) => TerminalText.Clean(text, keepColor: false).Trim();
}
