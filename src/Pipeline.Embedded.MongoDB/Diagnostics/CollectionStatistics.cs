using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary>Sizes and counts of a collection: <c>collStats</c> and <c>$collStats</c>.</summary>
internal static class CollectionStatistics
{
    /// <summary>The document of <c>$collStats</c>.</summary>
    public static BsonDocument Of(ServerContext server, CollectionState collection, BsonDocument specification)
    {
        var described = new BsonDocument { { "ns", collection.Namespace.ToString() }, { "host", server.Address }, { "localTime", server.Now } };
        foreach (var part in specification)
        {
            if (part.Value is not BsonDocument options)
                throw new CommandException(ServerError.TypeMismatch, $"BSON field '$collStats.{part.Name}' is the wrong type '{BsonTypeName.Of(part.Value)}', expected type 'object'");
            if (collection.IsView && part.Name != "latencyStats")
                throw new CommandException(ServerError.CommandNotSupportedOnView, $"Namespace {collection.Namespace} is a view, not a collection");
            described.Add(part.Name, part.Name switch
            {
                "latencyStats" => server.Operations.Usage.Of(collection.Namespace),
                "storageStats" => Sizes(collection, options.TryGetValue("scale", out var scale) ? ScaleOf(scale) : 1),
                "count" => (BsonValue)(long)collection.Records.Count,
                "queryExecStats" => throw new CommandException(ServerError.NotImplemented, "This embedded server keeps no queryExecStats."),
                _ => throw new CommandException(ServerError.IDLUnknownField, $"BSON field '$collStats.{part.Name}' is an unknown field."),
            });
        }

        return described;
    }

    /// <summary>Without a collection: of one that isn't there.</summary>
    public static BsonDocument Sizes(CollectionState? collection, int scale)
    {
        var count = collection?.Records.Count ?? 0;
        var bytes = collection?.Bytes ?? 0;
        var indexBytes = collection?.Indexes.Sum(x => x.Bytes) ?? 0;
        var sizes = new BsonDocument { { "size", bytes / scale }, { "count", (long)count }, { "numOrphanDocs", 0L } };
        if (count > 0)
            sizes.Add("avgObjSize", bytes / count);
        sizes.Add("storageSize", bytes / scale).Add("freeStorageSize", 0L).Add("capped", collection?.Options.IsCapped ?? false);
        if (collection is { Options.IsCapped: true })
        {
            sizes.Add("max", collection.Options.MaxDocuments == long.MaxValue ? 0 : collection.Options.MaxDocuments);
            sizes.Add("maxSize", collection.Options.MaxBytes / scale);
        }

        return sizes.AddRange(new BsonDocument
        {
            { "nindexes", collection?.Indexes.Length ?? 0 },
            { "indexBuilds", new BsonArray() },
            { "totalIndexSize", indexBytes / scale },
            { "totalSize", (bytes + indexBytes) / scale },
            { "indexSizes", new BsonDocument(collection is null ? [] : collection.Indexes.Select(x => new BsonElement(x.Definition.Name, x.Bytes / scale))) },
            { "scaleFactor", scale },
        });
    }

    public static int ScaleOf(BsonValue? scale) => scale switch
    {
        null => 1,
        { IsNumeric: true } when scale.ToDouble() is >= 1 and <= int.MaxValue and var factor => (int)factor,
        _ => throw new CommandException(ServerError.BadValue, "BSON field 'scale' value must be >= 1, actual value '" + scale + "'"),
    };
}
