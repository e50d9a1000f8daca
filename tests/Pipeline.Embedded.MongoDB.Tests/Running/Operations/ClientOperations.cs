using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB.Tests.Running.Entities;
using Call = Pipeline.Embedded.MongoDB.Tests.Running.Operations.OperationCall<Pipeline.Embedded.MongoDB.Tests.Running.Entities.ClientEntity>;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Operations;

internal static class ClientOperations
{
    public static IReadOnlyDictionary<string, Operation<ClientEntity>> Operations { get; } = new Dictionary<string, Operation<ClientEntity>>
    {
        ["clientBulkWrite"] = BulkWriteAsync,
        ["close"] = CloseAsync,
        ["createChangeStream"] = ChangeStreams.WatchClientAsync,
        ["dropDatabase"] = DropDatabaseAsync,
        ["listDatabaseNames"] = ListDatabaseNamesAsync,
        ["listDatabases"] = ListDatabasesAsync,
    };

    private static async Task<object?> BulkWriteAsync(Call call, CancellationToken cancellationToken)
    {
        var (client, arguments, run) = call;
        var session = arguments.Session();
        List<BulkWriteModel> models = [.. arguments.Documents("models").Select(x => ClientWriteModels.Parse(x, run.Entities))];
        var options = new ClientBulkWriteOptions
        {
            BypassDocumentValidation = arguments.OptionalBoolean("bypassDocumentValidation"),
            Comment = arguments.Optional("comment"),
            IsOrdered = arguments.OptionalBoolean("ordered") ?? true,
            Let = arguments.OptionalDocument("let"),
            VerboseResult = arguments.OptionalBoolean("verboseResults") ?? false,
            WriteConcern = arguments.WriteConcern(),
        };
        return ResultDocuments.Of(session is null
            ? await client.Client.BulkWriteAsync(models, options, cancellationToken)
            : await client.Client.BulkWriteAsync(session, models, options, cancellationToken));
    }

    private static Task<object?> CloseAsync(Call call, CancellationToken cancellationToken)
    {
        call.Target.Client.Dispose();
        return Task.FromResult<object?>(null);
    }

    private static async Task<object?> DropDatabaseAsync(Call call, CancellationToken cancellationToken)
    {
        var (session, name) = (call.Arguments.Session(), call.Arguments.Text("database"));
        await (session is null
            ? call.Target.Client.DropDatabaseAsync(name, cancellationToken)
            : call.Target.Client.DropDatabaseAsync(session, name, cancellationToken));
        return null;
    }

    private static async Task<object?> ListDatabasesAsync(Call call, CancellationToken cancellationToken)
    {
        var session = call.Arguments.Session();
        var options = new ListDatabasesOptions
        {
            AuthorizedDatabases = call.Arguments.OptionalBoolean("authorizedDatabases"),
            Comment = call.Arguments.Optional("comment"),
            Filter = call.Arguments.OptionalDocument("filter") is { } filter ? filter : null,
            NameOnly = call.Arguments.OptionalBoolean("nameOnly"),
        };
        return await (session is null
            ? call.Target.Client.ListDatabasesAsync(options, cancellationToken)
            : call.Target.Client.ListDatabasesAsync(session, options, cancellationToken)).DrainAsync(cancellationToken);
    }

    private static async Task<object?> ListDatabaseNamesAsync(Call call, CancellationToken cancellationToken)
    {
        var session = call.Arguments.Session();
        var options = new ListDatabaseNamesOptions
        {
            AuthorizedDatabases = call.Arguments.OptionalBoolean("authorizedDatabases"),
            Comment = call.Arguments.Optional("comment"),
            Filter = call.Arguments.OptionalDocument("filter") is { } filter ? filter : null,
        };
        using var cursor = session is null
            ? await call.Target.Client.ListDatabaseNamesAsync(options, cancellationToken)
            : await call.Target.Client.ListDatabaseNamesAsync(session, options, cancellationToken);
        return new BsonArray(await cursor.ToListAsync(cancellationToken));
    }
}
