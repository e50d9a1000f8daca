using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.GridFS;
using Pipeline.Embedded.MongoDB.Tests.Running.Entities;
using Pipeline.Embedded.MongoDB.Tests.Running.Matching;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Operations;

/// <summary>The format's "Executing an Operation": runs one and compares what came of it.</summary>
internal sealed class OperationRunner(TestRun run, ValueMatcher values)
{
    private static readonly Version FirstWithRawData = new(8, 2, 0);

    private static readonly Dictionary<string, Operation<IMongoCollection<BsonDocument>>> OfCollections =
        new([.. CollectionReads.Operations, .. CollectionWrites.Operations, .. FindAndModify.Operations, .. Indexes.Operations, .. CollectionNaming.Operations]);

    private readonly ErrorMatcher errors = new(values);

    public Task RunAsync(OperationDescription operation, CancellationToken cancellationToken) => RunAsync(operation, rethrow: false, cancellationToken);

    /// <summary>Operations within withTransaction: an error is compared, and then thrown all the same, for withTransaction to see.</summary>
    public async Task RunCallbackAsync(IReadOnlyList<OperationDescription> operations, CancellationToken cancellationToken)
    {
        foreach (var operation in operations)
            await RunAsync(operation, rethrow: true, cancellationToken);
    }

    private async Task RunAsync(OperationDescription operation, bool rethrow, CancellationToken cancellationToken)
    {
        var path = $"{operation.Name} of {operation.Target}";
        object? result;
        try
        {
            result = await ExecuteAsync(operation, cancellationToken);
        }
        catch (Exception error) when (!IsOfTheRunner(error, cancellationToken))
        {
            if (operation is { ExpectError: null, IgnoreResultAndError: false } && !rethrow)
                throw new SpecificationFailedException($"{path}: failed with {error.GetType().Name}: {error.Message}", error);
            if (operation.ExpectError is { } expected)
                errors.Match(expected, error, path);
            if (rethrow)
                throw;
            return;
        }

        if (operation.IgnoreResultAndError)
            return;
        if (operation.ExpectError is not null)
            throw new SpecificationFailedException($"{path}: expected the error {operation.ExpectError}, but it succeeded with {Shown(result)}.");
        if (operation.ExpectResult is { } wanted)
            Match(wanted, result, path);
        if (operation.SaveResultAsEntity is { } name)
            run.Entities.Add(name, Entity(result) ?? throw new SpecificationFailedException($"{path}: there is no result to save as {name}."));
    }

    private async Task<object?> ExecuteAsync(OperationDescription operation, CancellationToken cancellationToken)
    {
        var arguments = new Arguments(operation.Name, operation.Arguments, run.Entities);

        // The driver has no rawData. Servers before 8.2 must not be sent it, so there leaving it out is what a case asks for.
        if (run.Server.Facts.Version < FirstWithRawData)
            arguments.Ignore("rawData");

        var running = operation.Target == "testRunner"
            ? Start(RunnerOperations.Operations, run, operation, arguments, cancellationToken)
            : run.Entities.Get(operation.Target) switch
            {
                ClientEntity client => Start(ClientOperations.Operations, client, operation, arguments, cancellationToken),
                IMongoDatabase database => Start(DatabaseOperations.Operations, database, operation, arguments, cancellationToken),
                IMongoCollection<BsonDocument> collection => Start(OfCollections, collection, operation, arguments, cancellationToken),
                SessionEntity session => Start(SessionOperations.Operations, session, operation, arguments, cancellationToken),
                CursorEntity cursor => Start(CursorOperations.Operations, cursor, operation, arguments, cancellationToken),
                GridFSBucket bucket => Start(BucketOperations.Operations, bucket, operation, arguments, cancellationToken),
                var other => throw new UnsupportedByRunnerException($"The runner has no operations of {other.GetType().Name}."),
            };
        var result = await running;
        arguments.AssertAllRead();
        return result;
    }

    private Task<object?> Start<TTarget>(IReadOnlyDictionary<string, Operation<TTarget>> operations, TTarget target, OperationDescription operation, Arguments arguments, CancellationToken cancellationToken) =>
        operations.TryGetValue(operation.Name, out var found)
            ? found(new OperationCall<TTarget>(target, arguments, run), cancellationToken)
            : throw new UnsupportedByRunnerException($"The runner doesn't know the operation {operation.Name} of {typeof(TTarget).Name}.");

    private static bool IsOfTheRunner(Exception error, CancellationToken cancellationToken) =>
        error is SpecificationFailedException or UnsupportedByRunnerException || (error is OperationCanceledException && cancellationToken.IsCancellationRequested);

    private void Match(BsonValue expected, object? result, string path)
    {
        if (result is RootDocuments documents)
            values.MatchRoots(expected, documents.Documents, path);
        else
            values.Match(expected, result as BsonValue, isRoot: true, path);
    }

    private static object? Entity(object? result) => result is RootDocuments documents ? documents.Documents : result;

    private static string Shown(object? result) => Entity(result)?.ToString() ?? "nothing";
}
