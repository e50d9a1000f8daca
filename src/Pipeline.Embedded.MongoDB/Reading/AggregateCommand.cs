using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Cursors;

namespace Pipeline.Embedded.MongoDB.Reading;

/// <summary><c>aggregate</c>.</summary>
internal sealed class AggregateCommand : Command, IExplainable
{
    public override string Name => "aggregate";

    public override CommandTraits Traits => CommandTraits.InTransactions | CommandTraits.ReadConcern | CommandTraits.Snapshots | CommandTraits.Writes;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var aggregate = AggregateRequest.Parse(request);
        if (aggregate.IsExplanation)
            return ExplainCommand.Reply(request, aggregate.Explain(request), request.Body.Document, "queryPlanner");
        var cursor = aggregate.Writes() ? await aggregate.WriteAsync(request, cancellationToken).ConfigureAwait(false) : aggregate.Open(request);
        return CursorReply.Open(request, cursor, aggregate.BatchSize);
    }

    public Explanation Explain(CommandRequest request) => AggregateRequest.Parse(request, isExplained: true).Explain(request);
}
