using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Catalog;

/// <summary>What a view may be: a pipeline that only reads, over something that isn't, in the end, the view itself.</summary>
internal static class ViewDefinition
{
    /// <summary>MongoDB's limit of views on views.</summary>
    private const int MaxDepth = 20;

    private static readonly HashSet<string> s_refused = ["$out", "$merge", "$changeStream", "$indexStats", "$collStats", "$currentOp", "$listSessions", "$listLocalSessions", "$planCacheStats"];

    public static void Require(Namespace ns, CollectionOptions options, ICollectionView collections)
    {
        if (!options.IsView)
            return;

        var position = 0;
        foreach (var stage in options.ViewPipeline!)
        {
            if (stage is not BsonDocument { ElementCount: 1 } document)
                throw new CommandException(40323, "A pipeline stage specification object must contain exactly one field.");
            if (s_refused.Contains(document.GetElement(0).Name))
                throw new CommandException(ServerError.OptionNotSupportedOnView, $"The aggregation stage {document.GetElement(0).Name} in location {position} of the pipeline cannot be used in a view definition");
            position++;
        }

        RequireNoCycle(ns, new Namespace(ns.Database, options.ViewOn!), collections);
    }

    private static void RequireNoCycle(Namespace ns, Namespace source, ICollectionView collections)
    {
        var path = new List<Namespace> { ns };
        for (Namespace? next = source; next is { } current; next = collections.Find(current)?.Options.ViewOn is { } under ? new Namespace(ns.Database, under) : null)
        {
            path.Add(current);
            if (current == ns)
                throw new CommandException(ServerError.GraphContainsCycle, $"View cycle detected: {string.Join(" => ", path)}");
            if (path.Count > MaxDepth)
                throw new CommandException(ServerError.ViewDepthLimitExceeded, $"View depth limit exceeded; maximum depth is {MaxDepth}");
        }
    }
}
