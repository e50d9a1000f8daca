using Containers.MongoDB;
using MongoDB.Driver;

namespace Pipeline.Migrations.Tests.Servers;

/// <summary>What the migrations' tests, which are linked, run against here: MongoDB in a container.</summary>
public sealed class TestServer : IAsyncLifetime
{
    private string _address = "";

    public async Task InitializeAsync() => _address = await MongoContainer.AddressAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public TestDatabase NewDatabase() => new(new MongoClient(_address).GetDatabase($"pipeline_test_{Guid.NewGuid():n}"));
}
