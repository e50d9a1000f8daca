using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary><c>dataSize</c> of a whole collection; ranges are not estimated.</summary>
internal sealed class DataSizeCommand : SynchronousCommand
{
    public override string Name => "dataSize";

    protected override BsonDocument Run(CommandRequest request)
    {
        var ns = Namespace.Parse(request.Body.Text(Name)!);
        _ = request.Body.Flag("estimate");
        request.Body.RejectUnknown();
        var collection = request.Find(ns);
        return new BsonDocument { { "estimate", false }, { "size", collection?.Bytes ?? 0L }, { "numObjects", (long)(collection?.Records.Count ?? 0) }, { "millis", 0L } };
    }
}
