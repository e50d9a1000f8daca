using System.Xml.Linq;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Reporting;
using static Pipeline.Components.Reporting.Pages.Tag;

namespace Pipeline.Components.Reporting.Pages;

/// <summary>How it ended, and of what, when and where.</summary>
internal static class Headline
{
    public static string Title(DeliveryRun run) => $"{What(run)} of {run.Application} {Outcome(run)}";

    public static XElement Of(DeliveryRun run)
    {
        var (result, tone) = (run.Result, run.Result.WasCancelled ? "doubt" : run.Result.Succeeded ? "good" : "bad");
        return Tag.Of("header", Class(tone),
            Tag.Of("div", Class("headline"),
                Tag.Of("h1", $"{What(run)} of {run.Application} ", Tag.Of("span", Class("outcome"), Outcome(run))),
                Failures(run).Select(x => Tag.Of("p", Class("failure"), x)),
                Tag.Of("dl",
                    Fact("Took", DurationText.Of(result.Duration)),
                    Fact("Started", Time(result.StartedAt)),
                    Fact("Commit", Commit(run)),
                    run.Environment is { } environment ? Fact("Environment", run.IsRehearsal ? $"{environment}: embedded servers on one machine" : environment) : null,
                    Fact("Where", Link(run.Origin, run.Origin)),
                    Fact("By", run.StartedBy),
                    Fact("Asked for", string.Join(", ", run.Plan.Requested)),
                    Fact("Targets", Counts(result)))));
    }

    private static string What(DeliveryRun run) => run.IsRehearsal ? "Rehearsal" : "Delivery";

    private static string Outcome(DeliveryRun run) => run.Result.WasCancelled ? "was cancelled" : run.Result.Succeeded ? "succeeded" : "failed";

    private static IEnumerable<string> Failures(DeliveryRun run) =>
    [
        .. run.Result.Targets.Where(x => x is { Status: TargetStatus.Failed }).Select(x => $"{x.Name}: {(x.Error is { } error ? ErrorText.OneLine(error) : "failed")}"),
        .. run.Result.Error is { } own ? [$"The run itself: {ErrorText.OneLine(own)}"] : Array.Empty<string>(),
    ];

    private static object Commit(DeliveryRun run) => run.Commit is not { } commit
        ? "not known: no repository, or no commit yet"
        : new object[] { Code(commit), run.IsClean switch { true => "", false => " and changes that aren't committed", null => " (git didn't say whether all is committed)" } };

    private static string Counts(RunResult result) => string.Join(", ", result.Targets
        .GroupBy(x => x.Status)
        .OrderBy(x => x.Key)
        .Select(x => $"{x.Count()} {StatusText.Word(x.Key).ToLowerInvariant()}"));

    private static XElement Fact(string name, params object[] value) => Tag.Of("div", Tag.Of("dt", name), Tag.Of("dd", value));
}
