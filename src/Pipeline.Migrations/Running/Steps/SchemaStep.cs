using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Errors;
using Pipeline.Migrations.Authoring.Schemas;
using Pipeline.Migrations.Running.Crashing;

namespace Pipeline.Migrations.Running.Steps;

/// <summary>Carries out declared operations. Each is made so that doing it again has no effect: the server's "it is there" or "it isn't" is success.</summary>
/// <param name="database">The database.</param>
/// <param name="subject">Whose operations they are, for messages.</param>
/// <param name="crashPoints">Told after each.</param>
/// <param name="advanced">Told what was done.</param>
internal sealed class SchemaStep(IMongoDatabase database, string subject, ICrashPoints crashPoints, Action<string> advanced)
{
    private const int NamespaceNotFound = 26;
    private const int IndexNotFound = 27;
    private const int NamespaceExists = 48;
    private const int IndexOptionsConflict = 85;
    private const int IndexKeySpecsConflict = 86;
    private const int DuplicateKey = 11000;

    public async Task RunAsync(IReadOnlyList<SchemaOperation> operations, CancellationToken cancellationToken)
    {
        for (var i = 0; i < operations.Count;)
        {
            // Neighbouring indexes of a collection are built in one pass over its documents.
            var together = operations[i] is CreateIndex first
                ? operations.Skip(i).TakeWhile(x => x is CreateIndex next && next.Collection == first.Collection).ToList()
                : [operations[i]];
            await RunAsync(together, cancellationToken);
            i += together.Count;
            crashPoints.Passed(CrashPoint.SchemaChanged);
            advanced(string.Join(", ", together));
        }
    }

    private Task RunAsync(List<SchemaOperation> together, CancellationToken cancellationToken) => together[0] switch
    {
        CreateCollection create => CreateAsync(create, cancellationToken),
        DropCollection drop => CommandAsync(new BsonDocument("drop", drop.Collection), [NamespaceNotFound], cancellationToken),
        SetValidator validator => ValidateAsync(validator, cancellationToken),
        DropIndex drop => CommandAsync(new BsonDocument { { "dropIndexes", drop.Collection }, { "index", drop.Name } }, [NamespaceNotFound, IndexNotFound], cancellationToken),
        CreateIndex => IndexAsync([.. together.Cast<CreateIndex>()], cancellationToken),
        var other => throw new InvalidOperationException($"No such operation: {other}."),
    };

    private async Task CreateAsync(CreateCollection operation, CancellationToken cancellationToken)
    {
        var isNew = await CommandAsync(new BsonDocument("create", operation.Collection).Merge(operation.Options), [NamespaceExists], cancellationToken);
        if (isNew || operation.Options.ElementCount == 0)
            return;

        using var cursor = await database.ListCollectionsAsync(new ListCollectionsOptions { Filter = new BsonDocument("name", operation.Collection) }, cancellationToken);
        var options = (await cursor.FirstAsync(cancellationToken))["options"].AsBsonDocument;
        if (operation.Options.FirstOrDefault(x => !Holds(options, x)) is { Name: not null } missing)
            throw new InvalidOperationException($"Collection {operation.Collection} is there with other options: {missing.Name} is declared {missing.Value} and is {options.GetValue(missing.Name, "absent")}. Drop it, or declare what is there.");
    }

    private Task<bool> ValidateAsync(SetValidator operation, CancellationToken cancellationToken)
    {
        var validator = operation.Validator ?? new Validator([]);
        return CommandAsync(
            new BsonDocument
            {
                { "collMod", operation.Collection },
                { "validator", validator.Rule },
                { "validationLevel", validator.Level == ValidationLevel.Strict ? "strict" : "moderate" },
                { "validationAction", validator.Action == ValidationAction.Error ? "error" : "warn" },
            },
            // Nothing to take away from what isn't there.
            operation.Validator is null ? [NamespaceNotFound] : [],
            cancellationToken);
    }

    private async Task IndexAsync(IReadOnlyList<CreateIndex> operations, CancellationToken cancellationToken)
    {
        var collection = operations[0].Collection;
        try
        {
            await CommandAsync(new BsonDocument { { "createIndexes", collection }, { "indexes", new BsonArray(operations.Select(x => x.Index.ToCommand())) } }, [], cancellationToken);
        }
        catch (MongoCommandException exception) when (exception.Code == DuplicateKey)
        {
            throw new PipelineException(MigrationErrors.Duplicates, $"{subject} builds a unique index on {collection}, and documents share a key: {exception.Message.TrimEnd('.')}. Merge or delete them, then run again.", exception);
        }
        catch (MongoCommandException exception) when (exception.Code is IndexOptionsConflict or IndexKeySpecsConflict)
        {
            throw new PipelineException(MigrationErrors.IndexConflict, $"{subject} declares an index on {collection} that is there with another definition: {exception.Message.TrimEnd('.')}. Drop that one in a migration before, or name the new one differently.", exception);
        }
    }

    /// <returns>False where the server refused with one of the expected codes.</returns>
    private async Task<bool> CommandAsync(BsonDocument command, int[] expected, CancellationToken cancellationToken)
    {
        try
        {
            command.Add("writeConcern", new BsonDocument("w", "majority"));
            await database.RunCommandAsync<BsonDocument>(command, ReadPreference.Primary, cancellationToken);
            return true;
        }
        catch (MongoCommandException exception) when (Array.IndexOf(expected, exception.Code) >= 0)
        {
            return false;
        }
    }

    /// <summary>The server adds defaults to a collation, and reads numbers as it likes.</summary>
    private static bool Holds(BsonDocument actual, BsonElement declared) =>
        actual.TryGetValue(declared.Name, out var value)
        && (declared.Value is BsonDocument inner && value is BsonDocument outer ? inner.All(x => Holds(outer, x)) : value == declared.Value);
}
