using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Planning;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Values;
using Pipeline.Embedded.MongoDB.Writing;

namespace Pipeline.Embedded.MongoDB.Reading;

/// <summary><c>distinct</c>: the different values of a field.</summary>
internal sealed class DistinctCommand : SynchronousCommand, IExplainable
{
    public override string Name => "distinct";

    public override CommandTraits Traits => CommandTraits.InTransactions | CommandTraits.ReadConcern | CommandTraits.Snapshots;

    protected override BsonDocument Run(CommandRequest request)
    {
        var (selection, key, ns) = Parse(request);
        var collection = request.Find(ns);
        var order = BsonOrder.For(selection.CollationOn(collection));
        var values = new SortedSet<BsonValue>(order);
        foreach (var document in Matching(request, collection, selection))
        {
            foreach (var value in PathValues.Distinct(document, key))
                values.Add(value);
        }

        var reply = new BsonDocument("values", new BsonArray(values));
        if (Documents.Encode(reply).Length > Documents.MaxBytes)
            throw new CommandException(17217, "distinct too big, 16mb cap");
        if (request.SnapshotTime() is { } time)
            reply.Add("atClusterTime", ClusterClock.ToBson(time));
        return reply;
    }

    public Explanation Explain(CommandRequest request)
    {
        var (selection, _, ns) = Parse(request);
        var collection = request.Find(ns);
        var query = selection.ToQuery(request, collection, limit: null, needsPosition: false);
        return new Explanation(ns, collection, query, collection is null ? new NoDocuments() : QueryPlanner.Plan(collection, query));
    }

    private static IEnumerable<BsonDocument> Matching(CommandRequest request, CollectionState? collection, Selection selection)
    {
        if (collection is { IsView: true })
        {
            using var cursor = Views.Open(request, collection, [new BsonDocument("$match", selection.Filter)], selection.Collation, null);
            while (cursor.Next() is { } document)
                yield return document;
            yield break;
        }

        var query = selection.ToQuery(request, collection, limit: null, needsPosition: false);
        if (collection is null)
            yield break;
        foreach (var matched in QueryExecution.Run(collection, query, request.CancellationToken))
            yield return matched.Document;
    }

    private static (Selection Selection, FieldPath Key, Namespace Namespace) Parse(CommandRequest request)
    {
        var body = request.Body;
        var ns = request.Namespace;
        var key = FieldPath.Parse(body.Text("key") ?? throw body.Missing("key"));
        var selection = new Selection
        {
            Filter = body.Value("query") is BsonNull or null ? [] : body.Object("query")!,
            Collation = body.Object("collation"),
            Hint = body.Value("hint"),
        };
        WriteCommands.RequireUuid(request, ns);
        body.RejectUnknown();
        return (selection, key, ns);
    }
}
