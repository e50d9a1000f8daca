using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary><c>dbStats</c>.</summary>
internal sealed class DbStatsCommand : SynchronousCommand
{
    public override string Name => "dbStats";

    public override IReadOnlyList<string> Aliases => ["dbstats"];

    protected override BsonDocument Run(CommandRequest request)
    {
        var scale = CollectionStatistics.ScaleOf(request.Body.Value("scale"));
        _ = request.Body.Value("freeStorage");
        request.Body.RejectUnknown();
        var all = request.View().All().Where(x => x.Namespace.Database == request.Database).ToArray();
        var collections = Array.FindAll(all, x => !x.IsView);
        var objects = collections.Sum(x => (long)x.Records.Count);
        var bytes = collections.Sum(x => x.Bytes);
        var indexBytes = collections.Sum(x => x.Indexes.Sum(y => y.Bytes));
        return new BsonDocument
        {
            { "db", request.Database },
            { "collections", (long)collections.Length },
            { "views", (long)(all.Length - collections.Length) },
            { "objects", objects },
            { "avgObjSize", objects == 0 ? 0.0 : (double)bytes / objects },
            { "dataSize", (double)bytes / scale },
            { "storageSize", (double)bytes / scale },
            { "indexes", collections.Sum(x => (long)x.Indexes.Length) },
            { "indexSize", (double)indexBytes / scale },
            { "totalSize", (double)(bytes + indexBytes) / scale },
            { "scaleFactor", (long)scale },
        };
    }
}
