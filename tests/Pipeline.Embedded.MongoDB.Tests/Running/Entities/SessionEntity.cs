using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Entities;

/// <summary>A session, and its id for assertions that come after its end.</summary>
internal sealed record SessionEntity(IClientSessionHandle Session, BsonDocument Id);
