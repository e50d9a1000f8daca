using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Sources;

namespace Pipeline.Migrations.Tests.Samples;

/// <summary>A run that is killed at each of its crash points, and what is there before it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Migrations">The migrations.</param>
/// <param name="Applied">Applied before, unharmed.</param>
/// <param name="Request">What is killed.</param>
internal sealed record KillScenario(string Name, MigrationSet Migrations, long Applied, MigrationRequest Request)
{
    private static readonly MigrationSet s_resumable = SampleSet.Of(
        SampleSet.Migration<CreateClients>(1),
        SampleSet.Migration<IndexSize>(2),
        SampleSet.Migration<CountUp>(3),
        SampleSet.Migration<MoveTotals>(4),
        SampleSet.Migration<AddNewField>(5),
        SampleSet.Migration<IndexPhone>(6),
        SampleSet.Migration<IndexOwner>(7));

    private static readonly MigrationSet s_transactions = SampleSet.Of(
        SampleSet.Migration<MoveTotals>(1),
        SampleSet.Migration<MoveTotals>(2),
        SampleSet.Migration<IndexPhone>(3),
        SampleSet.Migration<MoveTotals>(4));

    private static readonly MigrationSet s_unsteady = SampleSet.Of(
        SampleSet.Migration<MoveTotals>(1),
        SampleSet.Migration<AddTotalLate>(2),
        SampleSet.Migration<MoveTotals>(3));

    public static IReadOnlyList<KillScenario> All { get; } =
    [
        new("up", s_resumable, 0, MigrationRequest.Up()),
        new("down", s_resumable, 7, MigrationRequest.Down(0)),
        new("redo", s_resumable.UpTo(3), 3, MigrationRequest.Redo()),
        new("baseline", s_resumable, 0, MigrationRequest.Baseline(3)),
        new("transactions", s_transactions, 0, MigrationRequest.Up()),
        new("transactions after a failure", s_unsteady, 0, MigrationRequest.Up()),
        new("custom", SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<SendMail>(2)), 1, MigrationRequest.Up()),
    ];

    /// <summary>A lease that a busy machine can't lose. A test lets a dead run's end by hand.</summary>
    public static MigratorOptions Options { get; } = new() { StartedBy = "killed", Host = "here", Lease = TimeSpan.FromMinutes(10) };

    public static KillScenario Find(string name) => All.Single(x => x.Name == name);

    /// <summary>Documents of several types of <c>_id</c>, and what went before the request.</summary>
    public async Task PrepareAsync(IMongoDatabase database)
    {
        // The way down of the first migration drops the collection, so what it should leave is put elsewhere too.
        var documents = Enumerable.Range(0, 23).Select(x => new BsonDocument { { "_id", x < 15 ? x : $"id{x:d2}" }, { "name", $"client {x}" }, { "size", x }, { "old", x } }).ToList();
        documents.Add(new BsonDocument { { "_id", new BsonDocument("k", 1) }, { "name", "document" }, { "size", 1 } });
        documents.Add(new BsonDocument { { "_id", new ObjectId("65f000000000000000000001") }, { "name", "object id" }, { "size", 50 } });
        documents.Add(new BsonDocument { { "_id", true }, { "name", "boolean" }, { "size", 50 } });
        await database.GetCollection<BsonDocument>("clients").InsertManyAsync(documents);
        if (Applied > 0)
            await Migrator.Create(database, Migrations, Options).RunAsync(MigrationRequest.Up(Applied));
    }
}
