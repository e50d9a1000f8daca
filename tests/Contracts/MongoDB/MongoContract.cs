using MongoDB.Bson;
using MongoDB.Driver;
using Xunit.Abstractions;

namespace Pipeline.Contracts.MongoDB;

/// <summary>What every contract has: a database of its own with a random name, commands as text, and the name of the server in its output.</summary>
public abstract class MongoContract(IMongoServerUnderTest server, ITestOutputHelper output) : IAsyncLifetime
{
    protected IMongoServerUnderTest Server => server;

    protected IMongoDatabase Database { get; } = server.Client.GetDatabase($"contract_{Guid.NewGuid():n}");

    protected IMongoDatabase Admin => server.Client.GetDatabase("admin");

    protected string Name => Database.DatabaseNamespace.DatabaseName;

    protected IMongoCollection<BsonDocument> Collection => Database.GetCollection<BsonDocument>("c");

    public Task InitializeAsync()
    {
        output.WriteLine($"Ran against {server.Description}, database {Name}.");
        return Task.CompletedTask;
    }

    public virtual Task DisposeAsync() => server.Client.DropDatabaseAsync(Name);

    protected Task<BsonDocument> RunAsync(string command) => Database.RunCommandAsync<BsonDocument>(BsonDocument.Parse(command));

    protected Task<BsonDocument> RunAsAdminAsync(string command) => Admin.RunCommandAsync<BsonDocument>(BsonDocument.Parse(command));

    /// <summary>The reply of a command that fails, held against MongoDB's code and its name: <see langword="null"/> where releases of MongoDB 8 differ in it.</summary>
    protected Task<BsonDocument> FailAsync(string command, int code, string? codeName) => FailAsync(RunAsync(command), code, codeName);

    protected static async Task<BsonDocument> FailAsync(Task command, int code, string? codeName)
    {
        var error = await Assert.ThrowsAnyAsync<MongoCommandException>(() => command);
        Assert.Equal((code, codeName ?? error.CodeName), (error.Code, error.CodeName));
        return error.Result;
    }

    protected Task InsertAsync(params string[] documents) => Collection.InsertManyAsync(documents.Select(x => BsonDocument.Parse(x)));

    protected async Task<List<BsonDocument>> FindAsync(string filter = "{}") => await Collection.Find(filter).Sort("{ _id: 1 }").ToListAsync();

    protected async Task<List<BsonDocument>> AggregateAsync(params string[] stages) =>
        await Collection.Aggregate<BsonDocument>(stages.Select(x => BsonDocument.Parse(x)).ToArray()).ToListAsync();

    protected static void Equal(string expected, BsonValue actual) => Assert.Equal(BsonDocument.Parse($"{{ value: {expected} }}")["value"], actual);
}
