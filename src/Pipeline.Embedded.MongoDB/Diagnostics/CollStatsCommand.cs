using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Catalog;
using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary><c>collStats</c>, without a part of a storage engine's own.</summary>
internal sealed class CollStatsCommand : SynchronousCommand
{
    public override string Name => "collStats";

    public override IReadOnlyList<string> Aliases => ["collstats"];

    protected override BsonDocument Run(CommandRequest request)
    {
        var ns = request.Namespace;
        var scale = CollectionStatistics.ScaleOf(request.Body.Value("scale"));
        request.Body.RejectUnknown();
        return new BsonDocument("ns", ns.ToString()).AddRange(CollectionStatistics.Sizes(request.Find(ns)?.RequireCollection(), scale));
    }
}
