using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Entities;

internal sealed record ClientEntity(MongoClient Client, EventLog Log)
{
    private readonly IDisposable _cluster = (IDisposable)Client.Cluster;

    /// <summary>Ends the client and its monitors, which a client with a cluster configurator leaves running (MongoDB.Driver 3.14).</summary>
    public void Close()
    {
        Client.Dispose();
        _cluster.Dispose();
    }
}
