using System.Security.Cryptography;
using System.Text;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Catalog;

/// <summary><c>listCollections</c>: collections and views of a database, with their options.</summary>
internal sealed class ListCollectionsCommand : SynchronousCommand
{
    private const string SystemViews = "system.views";

    public override string Name => "listCollections";

    protected override BsonDocument Run(CommandRequest request)
    {
        var body = request.Body;
        _ = body.Value(Name);
        var filter = body.Object("filter") is { } query ? Filter.Parse(query) : null;
        var isNameOnly = body.Flag("nameOnly");
        var cursor = body.Object("cursor");
        _ = body.Flag("authorizedCollections");
        body.RejectUnknown();

        var listed = List(request.View(), request.Database)
            .Where(x => filter is null || filter.Matches(x))
            .Select(x => isNameOnly ? new BsonDocument { x.GetElement("name"), x.GetElement("type") } : x);
        return ListCursor.Open(request, new Namespace(request.Database, "$cmd.listCollections"), cursor, listed);
    }

    private static IEnumerable<BsonDocument> List(ICollectionView view, string database)
    {
        var collections = view.All().Where(x => x.Namespace.Database == database).OrderBy(x => x.Namespace.Collection, StringComparer.Ordinal).ToArray();
        var listed = collections.Select(Describe);
        return Array.Exists(collections, x => x.IsView) && !Array.Exists(collections, x => x.Namespace.Collection == SystemViews)
            ? listed.Append(DescribeSystemViews(database))
            : listed;
    }

    private static BsonDocument Describe(CollectionState collection)
    {
        var described = new BsonDocument
        {
            { "name", collection.Namespace.Collection },
            { "type", collection.IsView ? "view" : "collection" },
            { "options", collection.Options.Specification },
        };
        if (collection.IsView)
            return described.Add("info", new BsonDocument("readOnly", true));
        described.Add("info", new BsonDocument { { "readOnly", false }, { "uuid", Uuids.ToBson(collection.Uuid) } });
        return collection.Options.IsClustered || collection.Indexes.IsEmpty ? described : described.Add("idIndex", collection.Indexes[0].Definition.Specification);
    }

    /// <summary>MongoDB keeps views in a collection of the database; here they stand among the collections.</summary>
    private static BsonDocument DescribeSystemViews(string database)
    {
        var uuid = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{database}.{SystemViews}")).AsSpan(0, 16), bigEndian: true);
        return new BsonDocument
        {
            { "name", SystemViews },
            { "type", "collection" },
            { "options", new BsonDocument() },
            { "info", new BsonDocument { { "readOnly", false }, { "uuid", Uuids.ToBson(uuid) } } },
            { "idIndex", new BsonDocument { { "v", 2 }, { "key", new BsonDocument("_id", 1) }, { "name", "_id_" } } },
        };
    }
}
