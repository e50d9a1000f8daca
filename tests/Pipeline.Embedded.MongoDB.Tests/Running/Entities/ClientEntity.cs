using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Entities;

internal sealed record ClientEntity(MongoClient Client, EventLog Log);
