using MongoDB.Bson;
using MongoDB.Driver;

namespace EndToEnd.Tests.Delivery;

/// <summary>This repository's own migrations, by its own build: as a developer meets them first.</summary>
public sealed class MigrationTargetTests(ProductCopy copy) : IClassFixture<ProductCopy>
{
    private string State => copy.PathOf(".nuke/temp/rehearsal");

    [Fact]
    public async Task Planned_applied_verified_and_taken_back_with_no_configuration()
    {
        var plan = await copy.RunAsync("PlanMigrations");
        Assert.Contains("client_profiles", plan.All, StringComparison.Ordinal);
        Assert.True(Directory.Exists(State));

        Assert.Contains("migrations applied in agentkit", (await copy.RunAsync("Migrate")).All, StringComparison.Ordinal);
        Assert.Contains("Nothing to do", (await copy.RunAsync("Migrate")).All, StringComparison.OrdinalIgnoreCase);
        await copy.RunAsync("VerifyMigrations");

        await DropIndexAsync("client_profiles", "organization_id_1_client_id_1");
        var verified = await copy.ChildAsync("VerifyMigrations");
        Assert.NotEqual(0, verified.ExitCode);
        Assert.Contains("organization_id_1_client_id_1", verified.All, StringComparison.Ordinal);

        Assert.Contains("taken back in agentkit", (await copy.RunAsync("RollbackMigrations", "--to", "0")).All, StringComparison.Ordinal);
        await copy.RunAsync("Clean");
        Assert.False(Directory.Exists(State));
        Assert.Contains("No MongoDB server of the rehearsal runs", (await copy.RunAsync("Down")).All, StringComparison.Ordinal);
    }

    /// <summary>By hand: with the address that <c>Up</c> prints.</summary>
    private async Task DropIndexAsync(string collection, string index)
    {
        var up = await copy.RunAsync("StartServers");
        var uri = up.All.Split(['"', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries).First(x => x.StartsWith("mongodb://", StringComparison.Ordinal));
        using (var client = new MongoClient(uri))
            await client.GetDatabase("agentkit").GetCollection<BsonDocument>(collection).Indexes.DropOneAsync(index);
        await copy.RunAsync("Down");
    }
}
