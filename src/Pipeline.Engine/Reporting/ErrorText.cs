using Pipeline.Errors;

namespace Pipeline.Engine.Reporting;

/// <summary>Turns an exception into lines for people. The one place that decides how a failure reads.</summary>
public static class ErrorText
{
    /// <summary>
    /// The failure in lines: <c>PIPE0007: message</c> for a <see cref="PipelineException"/>, <c>Type: message</c> for others; each of
    /// several failures on its own; the stack trace only at <see cref="OutputVerbosity.Verbose"/>.
    /// </summary>
    public static IReadOnlyList<string> Lines(Exception error, OutputVerbosity verbosity)
    {
        var lines = new List<string>();
        foreach (var single in Flatten(error))
        {
            AddLines(lines, Headline(single));
            if (verbosity == OutputVerbosity.Verbose)
                AddLines(lines, single.ToString());
        }

        return lines;
    }

    /// <summary>The failure in one line, for tables and titles.</summary>
    public static string OneLine(Exception error)
    {
        var singles = Flatten(error);
        var text = Headline(singles[0]).TrimEnd();
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        if (end >= 0)
            text = text[..end];
        return singles.Count == 1 ? text : $"{text} (and {singles.Count - 1} more)";
    }

    /// <summary>The ids of the declared errors in it, in order, each once.</summary>
    public static IReadOnlyList<string> Ids(Exception error)
    {
        var ids = new List<string>();
        foreach (var single in Flatten(error))
        {
            if (single is PipelineException pipeline && !ids.Contains(pipeline.Code.Id))
                ids.Add(pipeline.Code.Id);
        }

        return ids;
    }

    /// <summary>Where the ids are explained; null where there are none.</summary>
    public static string? Hint(IReadOnlyList<string> ids) =>
        ids.Count == 0 ? null : $"More about {string.Join(", ", ids)}: docs/TROUBLESHOOTING.md";

    /// <summary>Whether anything in it has no id, so that only its stack trace says where it comes from.</summary>
    public static bool HasUndeclared(Exception error) =>
        Flatten(error).Exists(x => x is not (PipelineException or OperationCanceledException));

    private static string Headline(Exception error) => error switch
    {
        PipelineException pipeline => $"{pipeline.Code.Id}: {pipeline.Message}",
        OperationCanceledException => "Cancelled.",
        _ => $"{error.GetType().Name}: {error.Message}",
    };

    private static List<Exception> Flatten(Exception error)
    {
        var singles = new List<Exception>();
        Collect(error, singles);
        return singles;
    }

    private static void Collect(Exception error, List<Exception> singles)
    {
        switch (error)
        {
            case AggregateException { InnerExceptions.Count: > 0 } several:
                foreach (var inner in several.InnerExceptions)
                    Collect(inner, singles);
                break;
            case System.Reflection.TargetInvocationException { InnerException: { } inner }:
                Collect(inner, singles);
                break;
            case TypeInitializationException { InnerException: { } inner }:
                Collect(inner, singles);
                break;
            default:
                singles.Add(error);
                break;
        }
    }

    private static void AddLines(List<string> lines, string text)
    {
        foreach (var line in text.AsSpan().TrimEnd().EnumerateLines())
            lines.Add(line.ToString());
    }
}
