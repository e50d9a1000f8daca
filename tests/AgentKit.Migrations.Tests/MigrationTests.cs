using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Migrations;
using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Compatibility;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Reviewing;
using Pipeline.Migrations.Sources;
using Pipeline.Migrations.Testing;
using Pipeline.Migrations.Tests.Servers;

namespace AgentKit.Migrations.Tests;

public sealed class MigrationTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly MigrationSet s_migrations = MigrationSet.FromAssembly(typeof(AgentKitQueries).Assembly);

    [Fact]
    public async Task Each_goes_up_and_down_and_up_again_over_sample_data()
    {
        await using var database = server.NewDatabase();

        var report = await MigrationSuite.RunAsync(database.Database, s_migrations, new MigrationSuiteOptions { SampleData = SampleClients.AddAsync });

        report.ThrowIfUnsound();
        Assert.All(report.Trials, x => Assert.True(x.WentDown));
        Assert.Equal(s_migrations.All.Count, report.Trials.Count);
        Assert.Equal(1203, await database["client_profiles"].CountDocumentsAsync("{ contacts: { $size: 1 }, contact_email: { $exists: false } }"));
        Assert.Equal(1203, await database["client_profiles"].CountDocumentsAsync(new BsonDocument()));
    }

    [Fact]
    public async Task Each_query_of_the_application_is_answered_by_its_index()
    {
        await using var database = server.NewDatabase();
        var migrator = Migrator.Create(database.Database, s_migrations);
        await migrator.RunAsync(MigrationRequest.Up(202611230001));
        await SampleClients.AddAsync(database.Database, 202611230001, CancellationToken.None);
        await migrator.RunAsync(MigrationRequest.Up());

        var results = await QueryShapeCheck.RunAsync(database.Database, s_migrations.QueryShapes);

        Assert.NotEmpty(results);
        Assert.All(results, x => Assert.True(x.IsSound, x.Message));
    }

    [Fact]
    public async Task Every_index_serves_a_query_keeps_something_unique_or_lets_documents_expire()
    {
        await using var database = server.NewDatabase();
        var migrator = Migrator.Create(database.Database, s_migrations);
        await migrator.RunAsync(MigrationRequest.Up());

        var review = await migrator.ReviewIndexesAsync();

        var declared = s_migrations.QueryShapes.Select(x => (x.Collection, x.Index)).ToHashSet();
        Assert.All(review.Indexes.Where(x => x.Name != "_id_"), x => Assert.True(declared.Contains((x.Collection, x.Name)) || x.Definition.Contains("unique") || x.Definition.Contains("expireAfterSeconds"), $"{x.Collection}.{x.Name} serves no declared query"));
        Assert.DoesNotContain(review.Findings, x => x.Kind != IndexFindingKind.Unused);
    }

    [Fact]
    public async Task A_client_is_unique_within_its_organization_and_a_credential_within_its_platform()
    {
        await using var database = server.NewDatabase();
        await Migrator.Create(database.Database, s_migrations).RunAsync(MigrationRequest.Up(202611230001));
        await SampleClients.AddAsync(database.Database, 202611230001, CancellationToken.None);

        await Assert.ThrowsAsync<MongoWriteException>(() => database["client_profiles"].InsertOneAsync(SampleClients.Client("c1", 1)));
        await database["client_profiles"].InsertOneAsync(SampleClients.Client("c1", 2));
        var credential = await database["platform_credentials"].Find(new BsonDocument()).FirstAsync();
        credential.Remove("_id");
        await Assert.ThrowsAsync<MongoWriteException>(() => database["platform_credentials"].InsertOneAsync(credential));
    }

    [Fact]
    public async Task A_document_that_the_domain_does_not_know_is_refused()
    {
        await using var database = server.NewDatabase();
        await Migrator.Create(database.Database, s_migrations).RunAsync(MigrationRequest.Up());

        await Assert.ThrowsAsync<MongoWriteException>(() => database["client_profiles"].InsertOneAsync(SampleClients.New("c1", 1).Set("onboarding_status", "unknown")));
        await Assert.ThrowsAsync<MongoWriteException>(() => database["client_profiles"].InsertOneAsync(SampleClients.Client("c1", 1)));
        await Assert.ThrowsAsync<MongoWriteException>(() => database["client_profiles"].InsertOneAsync(SampleClients.New("c1", 1)));
        await database["client_profiles"].InsertOneAsync(SampleClients.New("c1", 1).Set("onboarding_status", "draft"));
    }

    [Theory]
    [InlineData("invited", "draft", "invited")]
    [InlineData("in_progress", "draft", "invited")]
    [InlineData("awaiting_review", "in_review", "awaiting_review")]
    [InlineData("completed", "active", "completed")]
    [InlineData("archived", "archived", "archived")]
    public async Task A_status_of_before_becomes_a_state_and_can_be_taken_back(string status, string state, string takenBack)
    {
        await using var database = server.NewDatabase();
        var migrator = Migrator.Create(database.Database, s_migrations);
        await migrator.RunAsync(MigrationRequest.Up(202611230003));
        await database["client_profiles"].InsertOneAsync(SampleClients.New("c1", 1).Set("onboarding_status", status));

        await migrator.RunAsync(MigrationRequest.Up(202611240003));
        Assert.Equal(state, (await database["client_profiles"].Find(new BsonDocument()).SingleAsync())["onboarding_status"]);

        await migrator.RunAsync(MigrationRequest.Down(202611230003));
        Assert.Equal(takenBack, (await database["client_profiles"].Find(new BsonDocument()).SingleAsync())["onboarding_status"]);
    }

    [Fact]
    public async Task The_contract_phases_can_all_wait_until_after_the_last_expand_phase()
    {
        await using var database = server.NewDatabase();
        var migrator = Migrator.Create(database.Database, s_migrations);

        await migrator.RunAsync(MigrationRequest.Up(phase: MigrationPhase.Expand));
        await database["client_profiles"].InsertManyAsync([SampleClients.Client("old", 1).Set("onboarding_status", "completed"), SampleClients.New("new", 1).Set("onboarding_status", "in_review")]);
        await migrator.RunAsync(MigrationRequest.Up(phase: MigrationPhase.Contract));

        Assert.Equal(["in_review", "active"], (await database["client_profiles"].Find(new BsonDocument()).SortBy(x => x["client_id"]).ToListAsync()).Select(x => x["onboarding_status"].AsString));
        await Assert.ThrowsAsync<MongoWriteException>(() => database["client_profiles"].InsertOneAsync(SampleClients.Client("older", 1)));
    }

    [Fact]
    public void Before_the_contract_phase_an_older_version_can_run_and_after_it_not()
    {
        long[] expanded = [.. s_migrations.All.Where(x => x.Phase == MigrationPhase.Expand).Select(x => x.Version)];
        long[] all = [.. s_migrations.All.Select(x => x.Version)];

        Assert.True(SchemaState.With(s_migrations, expanded).Supports(ApplicationVersion.Parse("0.0.9")).IsSupported);
        Assert.True(SchemaState.With(s_migrations, expanded).Supports(ApplicationVersion.Parse("0.1.0")).IsSupported);
        Assert.False(SchemaState.With(s_migrations, all).Supports(ApplicationVersion.Parse("0.0.9")).IsSupported);
        Assert.True(SchemaState.With(s_migrations, all).Supports(ApplicationVersion.Parse("0.1.0")).IsSupported);
    }
}
