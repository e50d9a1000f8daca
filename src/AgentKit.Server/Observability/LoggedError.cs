using System.Globalization;
using System.Text;
using MongoDB.Driver;

namespace AgentKit.Server.Observability;

/// <summary>An error as it is logged: where the database's server said what is wrong, its code stands for its words, which quote documents and so personal data.</summary>
internal sealed class LoggedError : Exception
{
    private readonly string text;

    private LoggedError(Exception error) => text = Text(error);

    /// <summary>The error itself where the server's words are nowhere in it.</summary>
    public static Exception? Of(Exception? error) => error is not null && Chain(error).Any(x => x is MongoServerException) ? new LoggedError(error) : error;

    public override string ToString() => text;

    private static IEnumerable<Exception> Chain(Exception error)
    {
        var inner = error is AggregateException { InnerExceptions: var several } ? several : error.InnerException is { } one ? [one] : (IEnumerable<Exception>)[];
        return inner.SelectMany(Chain).Prepend(error);
    }

    private static string Text(Exception error)
    {
        var text = new StringBuilder();
        foreach (var one in Chain(error))
        {
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length == 0 ? "" : " ---> ")}{one.GetType().FullName}: {(one is MongoServerException server ? Code(server) : one.Message)}");
            text.AppendLine().Append(one.StackTrace).AppendLine();
        }

        return text.ToString();
    }

    private static string Code(MongoServerException error) => error switch
    {
        MongoWriteException { WriteError: { } refused } => $"code {refused.Code} ({refused.Category})",
        MongoBulkWriteException { WriteErrors: [var first, ..] } => $"code {first.Code} ({first.Category})",
        MongoCommandException refused => $"code {refused.Code} ({refused.CodeName})",
        _ => "the server refuses",
    };
}
