using System.Diagnostics.CodeAnalysis;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Driver;

namespace Pipeline.Migrations.Authoring.Batches;

/// <summary>Describes one pass over a collection.</summary>
public sealed class BatchChangeBuilder
{
    private static readonly RenderArgs<BsonDocument> s_render = new(BsonSerializer.LookupSerializer<BsonDocument>(), BsonSerializer.SerializerRegistry);
    private BatchChange _change;

    internal BatchChangeBuilder(string collection) => _change = new BatchChange { Collection = collection };

    /// <summary>Which documents. Where the change makes that a document no longer matches, so much the better: it says what is left.</summary>
    public BatchChangeBuilder Where(FilterDefinition<BsonDocument> filter) => With(_change with { Filter = filter.Render(s_render) });

    /// <summary>Documents in a batch. Default 1,000.</summary>
    public BatchChangeBuilder InBatchesOf(int documents)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(documents);
        return With(_change with { BatchSize = documents });
    }

    /// <summary>Pause after each batch. Default none.</summary>
    public BatchChangeBuilder Pausing(TimeSpan pause)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pause, TimeSpan.Zero);
        return With(_change with { Pause = pause });
    }

    /// <summary>The update for each document: operators (<c>{ $set: … }</c>) or an aggregation pipeline.</summary>
    public BatchChangeBuilder Update(UpdateDefinition<BsonDocument> update) => With(_change with { Update = update.Render(s_render), Transform = null });

    /// <summary>The same as JSON: <c>{ $inc: { n: 1 } }</c>, or a pipeline <c>[{ $set: { b: "$a" } }]</c>.</summary>
    public BatchChangeBuilder Update([StringSyntax(StringSyntaxAttribute.Json)] string update) => With(_change with { Update = BsonSerializer.Deserialize<BsonValue>(update), Transform = null });

    /// <summary>Computes a document's replacement in C#; null leaves it. It depends on nothing but the document, and keeps its <c>_id</c>.</summary>
    public BatchChangeBuilder Rewrite(Func<BsonDocument, BsonDocument?> transform) => With(_change with { Update = null, Transform = transform });

    internal BatchChange Build() => _change is { Update: null, Transform: null }
        ? throw new InvalidOperationException($"The pass over '{_change.Collection}' says which documents and not what becomes of them. Add .Update(…) or .Rewrite(…).")
        : _change;

    private BatchChangeBuilder With(BatchChange change)
    {
        _change = change;
        return this;
    }
}
