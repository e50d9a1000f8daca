using AgentKit.Server.Clients;
using AgentKit.Server.Organizations;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Tests.Organizations;

public sealed class DatabaseUseTests
{
    /// <summary>Who may see all organisations' documents, each with its reason.</summary>
    private static readonly Dictionary<string, string> Unscoped = new()
    {
        ["Access/AccessFeature.cs"] = "makes the database of the caller's organisation",
        ["ApiKeys/ApiKeyAuthentication.cs"] = "whose a key is comes out only there",
        ["Auditing/DenialLog.cs"] = "writes down sign-ins that failed, before there is a caller",
        ["Health/DatabaseCheck.cs"] = "pings",
        ["Health/SchemaCheck.cs"] = "reads the migrations' journal",
        ["Hosting/AgentKitApplication.cs"] = "registers it",
        ["Files/Quarantine/FileAudit.cs"] = "records what happens to files without a caller",
        ["Files/Quarantine/QuarantineWorker.cs"] = "checks what is due of any organisation's files",
        ["Files/Sweeping/CleanSweep.cs"] = "compares what may be downloaded with all files",
        ["Files/Sweeping/FileSweeper.cs"] = "cleans away any organisation's uploads",
        ["Files/Sweeping/OrphanSweep.cs"] = "compares the store's objects with all documents",
        ["Organizations/ServiceDatabase.cs"] = "is it",
    };

    [Fact]
    public void Only_these_see_the_documents_of_all_organisations()
    {
        var server = Path.Combine(RepositoryFolder.Path, "src", "AgentKit.Server");
        var users = Directory.EnumerateFiles(server, "*.cs", SearchOption.AllDirectories)
            .Select(x => Path.GetRelativePath(server, x).Replace('\\', '/'))
            .Where(x => !x.StartsWith("obj/", StringComparison.Ordinal) && !x.StartsWith("bin/", StringComparison.Ordinal) && !x.StartsWith("Development/", StringComparison.Ordinal))
            .Where(x => File.ReadAllText(Path.Combine(server, x)) is var text && (text.Contains("ServiceDatabase", StringComparison.Ordinal) || text.Contains("IMongoDatabase", StringComparison.Ordinal) || text.Contains("MongoClient(", StringComparison.Ordinal)))
            .Where(x => x is not ("Organizations/OrganizationDatabase.cs" or "Organizations/OrganizationCollection.cs" or "Database/DatabaseConnection.cs"));

        Assert.DoesNotContain(users, x => !Unscoped.Keys.Any(known => x.StartsWith(known, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Whatever_the_filter_only_the_organisations_documents_are_met()
    {
        await using var service = await RunningService.StartAsync();
        var database = new ServiceDatabase(service.Parts.Database);
        var (ours, theirs) = (Clients(database, "org-a"), Clients(database, "org-b"));
        await ours.InsertAsync(Client("org-a", "acme"), CancellationToken.None);
        await theirs.InsertAsync(Client("org-b", "acme"), CancellationToken.None);
        FilterDefinition<ClientProfile>[] filters =
        [
            Builders<ClientProfile>.Filter.Empty,
            Builders<ClientProfile>.Filter.Eq(x => x.OrganizationId, "org-b") | Builders<ClientProfile>.Filter.Empty,
            new BsonDocument("organization_id", "org-b"),
            "{ $or: [{ organization_id: 'org-b' }, {}] }",
        ];

        foreach (var filter in filters)
        {
            Assert.DoesNotContain(await ours.FindAsync(filter, "{ _id: 1 }", 10, CancellationToken.None), x => x.OrganizationId == "org-b");
            Assert.NotEqual("org-b", (await ours.FindOneAsync(filter, CancellationToken.None))?.OrganizationId);
            Assert.InRange(await ours.CountAsync(filter, 10, CancellationToken.None), 0, 1);
            Assert.InRange(await ours.UpdateManyAsync(filter, Builders<ClientProfile>.Update.Set(x => x.Name, "ours"), CancellationToken.None), 0, 1);
            Assert.NotEqual("org-b", (await ours.UpdateAsync(filter, Builders<ClientProfile>.Update.Set(x => x.Name, "ours"), CancellationToken.None))?.OrganizationId);
        }

        Assert.Equal("acme", (await theirs.FindOneAsync(Builders<ClientProfile>.Filter.Empty, CancellationToken.None))!.Name);
        Assert.True(await ours.DeleteAsync(Builders<ClientProfile>.Filter.Empty, CancellationToken.None));
        Assert.False(await ours.DeleteAsync(Builders<ClientProfile>.Filter.Empty, CancellationToken.None));
        Assert.Equal(1, await theirs.CountAsync(Builders<ClientProfile>.Filter.Empty, 10, CancellationToken.None));
    }

    [Fact]
    public async Task Another_organisations_document_can_not_be_written()
    {
        await using var service = await RunningService.StartAsync();
        var ours = Clients(new ServiceDatabase(service.Parts.Database), "org-a");

        await Assert.ThrowsAsync<InvalidOperationException>(() => ours.InsertAsync(Client("org-b", "x"), CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => ours.ReplaceAsync(Builders<ClientProfile>.Filter.Empty, Client("org-b", "x"), CancellationToken.None));
        Assert.Equal(0, await service["client_profiles"].CountDocumentsAsync(new BsonDocument()));
    }

    private static OrganizationCollection<ClientProfile> Clients(ServiceDatabase database, string organization) => database.Of(organization).Collection<ClientProfile>(ClientProfile.CollectionName);

    private static ClientProfile Client(string organization, string id) => new()
    {
        OrganizationId = organization, ClientId = id, Name = id, Contacts = [], OnboardingStatus = OnboardingStatus.Draft, CreatedAt = DateTimeOffset.UtcNow,
    };
}
