using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB.Tests.Running;

namespace Pipeline.Embedded.MongoDB.Tests.Specifications;

/// <summary>One server for all cases, and what became of each: a case runs once, whoever asks for it first.</summary>
public sealed class SpecificationServer : IAsyncLifetime
{
    private readonly Dictionary<string, Task<Exception?>> results = [];
    private EmbeddedMongoServer? embedded;

    internal ServerConnection Connection { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (SpecificationSource.Missing is not null)
            return;
        var address = SpecificationSource.GivenServer;
        if (address is null)
        {
            embedded = await EmbeddedMongoServer.StartAsync(new EmbeddedMongoServerOptions(), CancellationToken.None);
            address = embedded.ConnectionString;
        }

        Connection = new ServerConnection(address, new MongoClient(address), SpecificationSource.Facts);
    }

    public async Task DisposeAsync()
    {
        Connection?.Client.Dispose();
        if (embedded is not null)
            await embedded.DisposeAsync();
    }

    /// <summary>What a server answers about itself, for comparing with what the requirements were held against.</summary>
    internal ServerFacts Ask() => ServerFacts.Ask(Connection.Client);

    /// <summary>Null where the case passes.</summary>
    internal Task<Exception?> ResultOfAsync(TestCase test)
    {
        if (!results.TryGetValue(test.ToString(), out var result))
            results[test.ToString()] = result = RunAsync(test);
        return result;
    }

    /// <summary>A client that waits 100 ms for an answer may wait in vain on a busy machine: such a case, of which there are a few, has ten tries.</summary>
    private async Task<Exception?> RunAsync(TestCase test)
    {
        var tries = test.File.Name.EndsWith("error-labels-blockConnection.json", StringComparison.Ordinal) ? 10 : 1;
        Exception? error = null;
        for (var i = 0; i < tries; i++)
        {
            error = await RunOnceAsync(test);
            if (error is null)
                return null;
        }

        return error;
    }

    private async Task<Exception?> RunOnceAsync(TestCase test)
    {
        try
        {
            await TestRun.RunAsync(test, Connection, CancellationToken.None);
            return null;
        }
#pragma warning disable CA1031 // Whatever a case throws is its result, and is told by the test that asked for it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return error;
        }
    }
}
