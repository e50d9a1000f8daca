using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Cursors;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Reading;

/// <summary><c>find</c>.</summary>
internal sealed class FindCommand : SynchronousCommand, IExplainable
{
    public override string Name => "find";

    public override CommandTraits Traits => CommandTraits.InTransactions | CommandTraits.ReadConcern | CommandTraits.Snapshots;

    protected override BsonDocument Run(CommandRequest request)
    {
        var find = FindRequest.Parse(request);
        return CursorReply.Open(request, find.Open(request), find.BatchSize, find.IsSingleBatch);
    }

    public Explanation Explain(CommandRequest request) => FindRequest.Parse(request).Explain(request);
}
