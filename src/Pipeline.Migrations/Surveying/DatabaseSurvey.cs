using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Migrations.Authoring.Schemas;
using Pipeline.Migrations.Locking;
using Pipeline.Migrations.Planning;

namespace Pipeline.Migrations.Surveying;

/// <summary>Reads what a plan needs to know of a database, and no more: only the collections that the steps touch.</summary>
internal sealed class DatabaseSurvey(IMongoDatabase database, MigratorOptions options)
{
    private readonly SchemaReader _schema = new(database);

    public async Task<DatabaseFacts> ReadAsync(IReadOnlyList<StepTargets> steps, LockHolder? holder, CancellationToken cancellationToken)
    {
        var facts = new DatabaseFacts
        {
            Database = database.DatabaseNamespace.DatabaseName,
            Holder = holder,
            HasRestorePoint = options.RestorePoint is not null,
            LargeCollection = options.LargeCollection,
        };
        if (steps.Count == 0)
            return facts;

        var hello = await database.RunCommandAsync<BsonDocument>(new BsonDocument("hello", 1), cancellationToken: cancellationToken);
        var wanted = steps.SelectMany(x => x.Collections).ToHashSet();
        var existing = wanted.Count == 0 ? [] : (await _schema.ListCollectionsAsync(cancellationToken)).Where(x => x["type"] == "collection").Select(x => x["name"].AsString).Where(wanted.Contains).ToList();
        var collections = new Dictionary<string, CollectionFacts>();
        foreach (var name in existing)
        {
            var (documents, bytes) = await _schema.ReadSizeAsync(name, cancellationToken);
            collections[name] = new CollectionFacts(documents, bytes, (await _schema.ListIndexesAsync(name, cancellationToken)).ToDictionary(x => x["name"].AsString));
        }

        return facts with
        {
            HasTransactions = hello.Contains("setName") || hello.GetValue("msg", "") == "isdbgrid",
            Collections = collections,
            Duplicates = await ReadDuplicatesAsync(steps, collections, cancellationToken),
        };
    }

    private async Task<IReadOnlyList<DuplicateKeys>> ReadDuplicatesAsync(IReadOnlyList<StepTargets> steps, Dictionary<string, CollectionFacts> collections, CancellationToken cancellationToken)
    {
        var found = new List<DuplicateKeys>();
        foreach (var operation in steps.SelectMany(x => x.Schema).OfType<CreateIndex>().Where(x => x.Index.IsUnique))
        {
            if (collections.GetValueOrDefault(operation.Collection) is not { } collection || collection.Indexes.ContainsKey(operation.Index.Name))
                continue;
            var examples = await DuplicateSearch.RunAsync(database.GetCollection<BsonDocument>(operation.Collection), operation.Index, options.DuplicateExamples, cancellationToken);
            if (examples.Count > 0)
                found.Add(new DuplicateKeys(operation.Collection, operation.Index.Name, examples));
        }

        return found;
    }
}
