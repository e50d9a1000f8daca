using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Tests.Samples;
using Pipeline.Migrations.Tests.Servers;
using Pipeline.Migrations.Verifying;

namespace Pipeline.Migrations.Tests.Verifying;

public sealed class VerificationTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task After_a_run_all_is_as_declared()
    {
        await using var database = server.NewDatabase();

        Assert.True((await (await MigratedAsync(database)).VerifyAsync()).IsSound);
    }

    [Fact]
    public async Task An_index_dropped_by_hand_is_named()
    {
        await using var database = server.NewDatabase();
        var migrator = await MigratedAsync(database);

        await database["clients"].Indexes.DropOneAsync("size_1_name_-1");

        var difference = Assert.Single((await migrator.VerifyAsync()).Differences);
        Assert.Equal((SchemaDifferenceKind.Missing, "clients", "index size_1_name_-1"), (difference.Kind, difference.Collection, difference.Subject));
    }

    [Fact]
    public async Task An_index_that_no_migration_declares_is_extra_and_one_with_other_options_different()
    {
        await using var database = server.NewDatabase();
        var migrator = await MigratedAsync(database);

        await database["clients"].Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>("{ extra: 1 }"));
        await database["clients"].Indexes.DropOneAsync("email_1");
        await database["clients"].Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>("{ email: 1 }", new CreateIndexOptions { Sparse = true }));

        var differences = (await migrator.VerifyAsync()).Differences;
        Assert.Equal([(SchemaDifferenceKind.Different, "index email_1"), (SchemaDifferenceKind.Extra, "index extra_1")], differences.Select(x => (x.Kind, x.Subject)));
        Assert.Contains("unique is declared true and is false", differences[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ collMod: 'clients', validator: { a: 1 } }", SchemaDifferenceKind.Different)]
    [InlineData("{ collMod: 'clients', validationAction: 'warn' }", SchemaDifferenceKind.Different)]
    [InlineData("{ collMod: 'clients', validator: { } }", SchemaDifferenceKind.Missing)]
    public async Task A_validator_changed_by_hand_is_named(string command, SchemaDifferenceKind kind)
    {
        await using var database = server.NewDatabase();
        var migrator = await MigratedAsync(database);

        await database.Database.RunCommandAsync<BsonDocument>(BsonDocument.Parse(command));

        var difference = Assert.Single((await migrator.VerifyAsync()).Differences);
        Assert.Equal((kind, "validator"), (difference.Kind, difference.Subject));
    }

    [Fact]
    public async Task A_collection_dropped_by_hand_is_named_and_one_taken_back_is_not_missed()
    {
        await using var database = server.NewDatabase();
        var migrator = await MigratedAsync(database);

        await database.Database.DropCollectionAsync("clients");
        Assert.Equal("collection", Assert.Single((await migrator.VerifyAsync()).Differences).Subject);
        await migrator.RunAsync(MigrationRequest.Down(0));

        Assert.True((await migrator.VerifyAsync()).IsSound);
    }

    private static async Task<Migrator> MigratedAsync(TestDatabase database)
    {
        var migrator = Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<IndexSize>(2)));
        await migrator.RunAsync(MigrationRequest.Up());
        return migrator;
    }
}
