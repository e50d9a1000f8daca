using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Matching;

/// <summary>What the matching operators ask of the test's entities.</summary>
internal interface IEntityLookup
{
    BsonValue Bson(string name);

    BsonDocument SessionId(string name);
}
