using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB.Tests.Running.Matching;

namespace Pipeline.Embedded.MongoDB.Tests.Running;

/// <summary>The collections that a test starts from and ends with.</summary>
internal static class Outcomes
{
    public static async Task PrepareAsync(MongoClient client, IReadOnlyList<CollectionData> collections, CancellationToken cancellationToken)
    {
        foreach (var data in collections)
        {
            var database = client.GetDatabase(data.Database).WithWriteConcern(WriteConcern.WMajority);
            await database.DropCollectionAsync(data.Collection, cancellationToken);
            if (data.CreateOptions is not null || data.Documents.Count == 0)
                await database.RunCommandAsync<BsonDocument>(new BsonDocument("create", data.Collection).Merge(data.CreateOptions ?? []), cancellationToken: cancellationToken);
            if (data.Documents.Count > 0)
                await database.GetCollection<BsonDocument>(data.Collection).InsertManyAsync(data.Documents.Select(x => x.DeepClone().AsBsonDocument), cancellationToken: cancellationToken);
        }
    }

    /// <summary>
    /// Drops the collections that a file has entities of but no data for: "Test runners MUST NOT share state created by processing
    /// a test file with the processing of subsequent test files", and many files use one collection.
    /// </summary>
    public static async Task ForgetAsync(MongoClient client, TestFile file, CancellationToken cancellationToken)
    {
        var entities = file.CreateEntities.Select(x => x.GetElement(0)).ToLookup(x => x.Name, x => x.Value.AsBsonDocument);
        var databases = entities["database"].ToDictionary(x => x["id"].AsString, x => x["databaseName"].AsString);
        var prepared = file.InitialData.Select(x => (x.Database, x.Collection)).ToHashSet();
        foreach (var collection in entities["collection"].Select(x => (databases[x["database"].AsString], x["collectionName"].AsString)).Where(x => !prepared.Contains(x)).Distinct())
            await client.GetDatabase(collection.Item1).DropCollectionAsync(collection.Item2, cancellationToken);
    }

    public static async Task AssertAsync(MongoClient client, IReadOnlyList<CollectionData> collections, CancellationToken cancellationToken)
    {
        foreach (var expected in collections)
        {
            var collection = client.GetDatabase(expected.Database).GetCollection<BsonDocument>(expected.Collection)
                .WithReadPreference(ReadPreference.Primary).WithReadConcern(ReadConcern.Local);
            var actual = await collection.Find(new BsonDocument()).Sort(new BsonDocument("_id", 1)).ToListAsync(cancellationToken);
            if (actual.Count != expected.Documents.Count || actual.Zip(expected.Documents).Any(x => !Equality.Exact(x.Second, x.First)))
                throw new SpecificationFailedException($"outcome: {expected.Database}.{expected.Collection} should hold [{string.Join(", ", expected.Documents)}], holds [{string.Join(", ", actual)}].");
        }
    }
}
