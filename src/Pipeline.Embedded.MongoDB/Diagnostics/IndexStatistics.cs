using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary>How often each index was used: <c>$indexStats</c>.</summary>
internal static class IndexStatistics
{
    public static IEnumerable<BsonDocument> Of(CollectionState collection, string host) => collection.Indexes.Select(x => new BsonDocument
    {
        { "name", x.Definition.Name },
        { "key", x.Definition.Key },
        { "host", host },
        { "accesses", new BsonDocument { { "ops", x.Definition.Usage.Operations }, { "since", x.Definition.Usage.Since } } },
        { "spec", x.Definition.Specification },
    });
}
