using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Cursors;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Reading;

/// <summary>Views: what is asked of one is asked of what it is over, behind its pipeline.</summary>
internal static class Views
{
    private const int MaxDepth = 20;

    /// <summary>The collection below a view, and the stages from there to it.</summary>
    public static (Namespace Namespace, CollectionState? Collection, BsonArray Stages) Resolve(ICollectionView view, CollectionState over)
    {
        var stages = new List<BsonValue>();
        var collection = over;
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            stages.InsertRange(0, collection.Options.ViewPipeline!);
            var ns = new Namespace(over.Namespace.Database, collection.Options.ViewOn!);
            if (view.Find(ns) is not { } below)
                return (ns, null, new BsonArray(stages));
            if (!below.IsView)
                return (ns, below, new BsonArray(stages));
            collection = below;
        }

        throw new CommandException(ServerError.ViewDepthLimitExceeded, $"View depth too deep or view cycle detected; maximum depth is {MaxDepth}");
    }

    public static ServerCursor Open(CommandRequest request, CollectionState view, BsonArray stages, BsonDocument? collation, BsonDocument? let) =>
        Request(view, stages, collation, let).Open(request);

    public static Explanation Explain(CommandRequest request, CollectionState view, BsonArray stages, BsonDocument? collation, BsonDocument? let) =>
        Request(view, stages, collation, let).Explain(request);

    /// <summary>A view has one collation, that it was created with.</summary>
    public static void RequireCollation(CollectionState view, BsonDocument? collation)
    {
        if (collation is { ElementCount: > 0 } && !Equals(Collation.Parse(collation), view.Options.Collation))
            throw new CommandException(ServerError.OptionNotSupportedOnView, $"Cannot override default collation of view {view.Namespace}");
    }

    private static AggregateRequest Request(CollectionState view, BsonArray stages, BsonDocument? collation, BsonDocument? let) =>
        new() { Namespace = view.Namespace, Stages = stages, Collation = collation, Let = let };
}
