using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Running;

/// <summary>The server that cases run against, with the runner's own client.</summary>
internal sealed record ServerConnection(string ConnectionString, MongoClient Client, ServerFacts Facts);
