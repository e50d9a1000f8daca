using MongoDB.Driver;
using Pipeline.Embedded.MongoDB.Tests.Running.Entities;
using Call = Pipeline.Embedded.MongoDB.Tests.Running.Operations.OperationCall<Pipeline.Embedded.MongoDB.Tests.Running.Entities.SessionEntity>;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Operations;

internal static class SessionOperations
{
    public static IReadOnlyDictionary<string, Operation<SessionEntity>> Operations { get; } = new Dictionary<string, Operation<SessionEntity>>
    {
        ["abortTransaction"] = AbortAsync,
        ["commitTransaction"] = CommitAsync,
        ["endSession"] = EndAsync,
        ["getSnapshotTime"] = (call, _) => Task.FromResult<object?>(call.Target.Session.GetSnapshotTime()),
        ["startTransaction"] = StartAsync,
        ["withTransaction"] = WithTransactionAsync,
    };

    private static Task<object?> StartAsync(Call call, CancellationToken cancellationToken)
    {
        call.Target.Session.StartTransaction(Options(call.Arguments));
        return Task.FromResult<object?>(null);
    }

    private static async Task<object?> CommitAsync(Call call, CancellationToken cancellationToken)
    {
        await call.Target.Session.CommitTransactionAsync(cancellationToken);
        return null;
    }

    private static async Task<object?> AbortAsync(Call call, CancellationToken cancellationToken)
    {
        await call.Target.Session.AbortTransactionAsync(cancellationToken);
        return null;
    }

    private static Task<object?> EndAsync(Call call, CancellationToken cancellationToken)
    {
        call.Target.Session.Dispose();
        return Task.FromResult<object?>(null);
    }

    private static async Task<object?> WithTransactionAsync(Call call, CancellationToken cancellationToken)
    {
        var operations = call.Arguments.Documents("callback").Select(OperationDescription.Parse).ToList();
        return await call.Target.Session.WithTransactionAsync<object?>(
            async (_, token) =>
            {
                await call.Run.Operations.RunCallbackAsync(operations, token);
                return null;
            },
            Options(call.Arguments),
            cancellationToken);
    }

    private static TransactionOptions Options(Arguments arguments) => new(
        arguments.ReadConcern() ?? default(Optional<ReadConcern>),
        arguments.ReadPreference() ?? default(Optional<ReadPreference>),
        arguments.WriteConcern() ?? default(Optional<WriteConcern>),
        arguments.Milliseconds("maxCommitTimeMS") ?? default(Optional<TimeSpan?>));
}
