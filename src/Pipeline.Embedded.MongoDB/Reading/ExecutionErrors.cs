using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Reading;

/// <summary>Says of an error where it happened, as MongoDB does for errors that come while a plan runs.</summary>
internal static class ExecutionErrors
{
    public const string Aggregation = "PlanExecutor error during aggregation :: caused by :: ";

    public const string Update = "Plan executor error during update :: caused by :: ";

    public const string FindAndModify = "Plan executor error during findAndModify :: caused by :: ";

    public static IEnumerable<T> During<T>(this IEnumerable<T> items, string prefix)
    {
        using var enumerator = items.GetEnumerator();
        while (Next(enumerator, prefix))
            yield return enumerator.Current;
    }

    public static CommandException Prefixed(CommandException exception, string prefix) => exception.Message.StartsWith(prefix, StringComparison.Ordinal)
        ? exception
        : exception.WithMessage(prefix + exception.Message);

    private static bool Next<T>(IEnumerator<T> enumerator, string prefix)
    {
        try
        {
            return enumerator.MoveNext();
        }
        catch (CommandException exception)
        {
            throw Prefixed(exception, prefix);
        }
    }
}
