using Pipeline.Embedded.MongoDB.Aggregating;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Catalog;

/// <summary>What a view may be: a pipeline that only reads, over something that isn't, in the end, the view itself.</summary>
internal static class ViewDefinition
{
    /// <summary>MongoDB's limit of views on views.</summary>
    private const int MaxDepth = 20;

    public static void Require(Namespace ns, CollectionOptions options, ICollectionView collections)
    {
        if (!options.IsView)
            return;

        AggregationPipeline.Parse(options.ViewPipeline!, new PipelineOptions { Database = ns.Database, Collection = options.ViewOn, Place = PipelinePlace.View });
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
