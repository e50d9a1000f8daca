using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Sessions;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Writing;

/// <summary>
/// Runs the statements of a write command in one batch: up to the first error where they are ordered, all of them where not. What a
/// session has done before, under the same number, isn't done again.
/// </summary>
internal static class StatementRunner
{
    public static async Task<StatementOutcome> RunAsync(IReadOnlyList<IStatement> statements, bool isOrdered, WriteContext context, CancellationToken cancellationToken)
    {
        var run = new Run(statements, isOrdered, context);
        while (await context.Request.WriteAsync(run.Continue, cancellationToken).ConfigureAwait(false) is { } blockedUntil)
            await blockedUntil.WaitAsync(cancellationToken).ConfigureAwait(false);
        return run.Outcome();
    }

    private sealed class Run(IReadOnlyList<IStatement> statements, bool isOrdered, WriteContext context)
    {
        private readonly StatementResult?[] _results = new StatementResult?[statements.Count];
        private readonly List<(int Index, CommandException Error)> _errors = [];
        private readonly List<int> _retried = [];
        private readonly IReadOnlyList<int> _ids = StatementIds(context.Request, statements.Count);
        private int _next;

        /// <returns>What to wait for before going on, or <see langword="null"/> at the end.</returns>
        public Task? Continue(WriteBatch batch)
        {
            var from = _next;
            if (context.Request.IsRetryable)
                batch.WhenPublished(() => Remember(from));
            for (; _next < statements.Count && !(isOrdered && _errors.Count > 0); _next++)
            {
                try
                {
                    _results[_next] = One(batch, _next);
                }
                catch (CommandException exception) when (!IsFatal(exception))
                {
                    _errors.Add((_next, exception));
                }
                catch (BlockedException blocked)
                {
                    batch.StatementId = null;
                    return blocked.Until;
                }
            }

            batch.StatementId = null;
            return null;
        }

        /// <summary>What a batch did, once it is sure to stay done.</summary>
        private void Remember(int from)
        {
            for (var i = from; i < _next; i++)
            {
                if (_results[i] is { } result)
                    context.Request.Session!.Remember(_ids[i], result);
            }
        }

        public StatementOutcome Outcome() => new(_results, _errors, _retried);

        private StatementResult One(WriteBatch batch, int index)
        {
            if (!context.Request.IsRetryable)
                return statements[index].Run(batch, context);

            var (session, id) = (context.Request.Session!, _ids[index]);
            if (session.ResultOf(id) is { } before)
            {
                _retried.Add(id);
                return before;
            }

            batch.StatementId = id;
            return statements[index].Run(batch, context);
        }

        /// <summary>In a transaction a conflict ends the command; elsewhere each statement has its own error.</summary>
        private bool IsFatal(CommandException exception) => context.Request.Transaction is not null && exception.Is(ServerError.WriteConflict);
    }

    private static IReadOnlyList<int> StatementIds(CommandRequest request, int count)
    {
        if (request.Body.Document.TryGetValue("stmtIds", out var given))
            return [.. given.AsBsonArray.Select(x => x.ToInt32())];
        var first = request.Body.Document.TryGetValue("stmtId", out var id) ? id.ToInt32() : 0;
        return [.. Enumerable.Range(first, count)];
    }
}
