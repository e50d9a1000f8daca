using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Migrations.Authoring.Batches;
using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Running.Crashing;

namespace Pipeline.Migrations.Running.Steps;

/// <summary>Goes through a collection by <c>_id</c>; each batch commits with the checkpoint that says it is done.</summary>
internal sealed class BatchStep(StepContext context)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var changes = context.Migration.BatchChanges(context.IsUp);
        var checkpoint = (context.Step.IsResumed ? context.Step.Entry?.Checkpoint : null) ?? BatchCheckpoint.Start;
        if (checkpoint.Documents > 0)
            context.Advanced(checkpoint.Documents, null, $"goes on after {checkpoint.Documents} documents");

        for (; checkpoint.Change < changes.Count; checkpoint = checkpoint with { Change = checkpoint.Change + 1, LastId = null })
            checkpoint = await PassAsync(changes[checkpoint.Change], checkpoint, cancellationToken);
    }

    private async Task<BatchCheckpoint> PassAsync(BatchChange change, BatchCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        var collection = context.Database.GetCollection<BsonDocument>(change.Collection);
        var total = checkpoint.Documents + await collection.EstimatedDocumentCountAsync(cancellationToken: cancellationToken);
        while (true)
        {
            var before = checkpoint;
            var (after, isLast) = await Transactions.RunAsync(context.Database.Client, session => BatchAsync(session, collection, change, before, cancellationToken), cancellationToken);
            checkpoint = after;
            if (after != before)
            {
                context.CrashPoints.Passed(CrashPoint.BatchCommitted);
                context.Advanced(after.Documents, total, $"{change.Collection}: {after.Documents} documents");
            }

            if (isLast)
                return checkpoint;
            if (change.Pause > TimeSpan.Zero)
                await Task.Delay(change.Pause, context.Options.Time, cancellationToken);
        }
    }

    private async Task<(BatchCheckpoint Checkpoint, bool IsLast)> BatchAsync(IClientSessionHandle session, IMongoCollection<BsonDocument> collection, BatchChange change, BatchCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        var documents = await new IdOrder(session, collection, change).NextAsync(checkpoint.LastId, cancellationToken);
        if (documents.Count == 0)
            return (checkpoint, true);

        if (change.Update is { } update)
            await collection.UpdateManyAsync(session, new BsonDocument("_id", new BsonDocument("$in", new BsonArray(documents.Select(x => x["_id"])))), ToUpdate(update), cancellationToken: cancellationToken);
        else
            await RewriteAsync(session, collection, change, documents, cancellationToken);

        var next = checkpoint with { LastId = documents[^1]["_id"], Documents = checkpoint.Documents + documents.Count, Batches = checkpoint.Batches + 1 };
        await context.Journal.WriteAsync(session, context.Token, [JournalMarks.Checkpoint(context.Step.Version, next)], cancellationToken);
        return (next, documents.Count < change.BatchSize);
    }

    private static async Task RewriteAsync(IClientSessionHandle session, IMongoCollection<BsonDocument> collection, BatchChange change, IReadOnlyList<BsonDocument> documents, CancellationToken cancellationToken)
    {
        var writes = new List<WriteModel<BsonDocument>>();
        foreach (var document in documents)
        {
            var id = document["_id"];
            if (change.Transform!(document) is not { } replacement)
                continue;
            if (replacement.GetValue("_id", id) != id)
                throw new InvalidOperationException($"The rewrite of {change.Collection} gives document {id} another _id, {replacement["_id"]}. MongoDB can't change an _id; insert a new document in a transactional migration.");
            replacement["_id"] = id;
            writes.Add(new ReplaceOneModel<BsonDocument>(new BsonDocument("_id", id), replacement));
        }

        if (writes.Count > 0)
            await collection.BulkWriteAsync(session, writes, cancellationToken: cancellationToken);
    }

    private static UpdateDefinition<BsonDocument> ToUpdate(BsonValue update) => update is BsonArray stages
        ? Builders<BsonDocument>.Update.Pipeline(PipelineDefinition<BsonDocument, BsonDocument>.Create(stages.Select(x => x.AsBsonDocument)))
        : new BsonDocumentUpdateDefinition<BsonDocument>(update.AsBsonDocument);
}
