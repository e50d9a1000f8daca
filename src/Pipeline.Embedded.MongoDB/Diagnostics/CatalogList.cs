using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary>What the catalogue holds of each collection: <c>$listCatalog</c>.</summary>
internal static class CatalogList
{
    public static IEnumerable<BsonDocument> Of(ICollectionView view, string database, string? collection) => view.All()
        .Where(x => collection is null || (x.Namespace.Database == database && x.Namespace.Collection == collection))
        .OrderBy(x => x.Namespace.ToString(), StringComparer.Ordinal)
        .Select(Describe);

    private static BsonDocument Describe(CollectionState collection)
    {
        var described = new BsonDocument
        {
            { "db", collection.Namespace.Database },
            { "name", collection.Namespace.Collection },
            { "type", collection.IsView ? "view" : "collection" },
        };
        if (collection.IsView)
            return described.Add("ns", collection.Namespace.ToString()).Add("_id", collection.Namespace.ToString()).AddRange(collection.Options.Specification);
        var indexes = collection.Indexes.Select(x => new BsonDocument { { "spec", x.Definition.Specification }, { "ready", true }, { "multikey", x.IsMultikey } });
        var options = new BsonDocument("uuid", Uuids.ToBson(collection.Uuid)).AddRange(collection.Options.Specification);
        return described
            .Add("md", new BsonDocument { { "ns", collection.Namespace.ToString() }, { "options", options }, { "indexes", new BsonArray(indexes) } })
            .Add("ns", collection.Namespace.ToString());
    }
}
