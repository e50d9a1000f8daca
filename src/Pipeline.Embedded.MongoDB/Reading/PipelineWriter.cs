using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Aggregating;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Planning;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Writing;

namespace Pipeline.Embedded.MongoDB.Reading;

/// <summary>What <c>$merge</c> and <c>$out</c> do, in the command's batch.</summary>
internal sealed class PipelineWriter(WriteBatch batch, WriteContext context) : IPipelineWriter
{
    public bool Exists(string database, string collection) => batch.Find(new Namespace(database, collection)) is not null;

    public bool HasUniqueIndex(string database, string collection, IReadOnlyCollection<string> fields)
    {
        if (fields.Count == 1 && fields.Contains("_id"))
            return true;
        return batch.Find(new Namespace(database, collection)) is { } found
            && found.Indexes.Any(x => x.Definition is { IsUnique: true, IsSparse: false, PartialFilter: null } index && index.Paths.Select(y => y.Text).ToHashSet().SetEquals(fields));
    }

    public BsonDocument? FindOne(string database, string collection, BsonDocument filter) =>
        batch.Find(new Namespace(database, collection)) is { } found
            ? QueryExecution.Run(found, new PipelineInput { Filter = filter, Limit = 1 }.ToQuery(EvaluationSettings.None with { Collation = found.Options.Collation }), context.CancellationToken).FirstOrDefault()?.Document
            : null;

    public void Insert(string database, string collection, BsonDocument document) =>
        new InsertStatement(new Namespace(database, collection), Documents.Encode(document)).Run(batch, context);

    public void Replace(string database, string collection, BsonValue id, BsonDocument document)
    {
        var ns = new Namespace(database, collection);
        var found = context.Find(batch, ns) ?? context.Ensure(batch, ns);
        var (recordId, bytes) = Lookup.ById(found, id) ?? throw new InvalidOperationException($"There is no document to replace in {ns}.");
        var before = Documents.Decode(bytes);
        var after = Updates.DocumentId.Kept(before, document);
        if (Diffs.BinaryEquality.Same(before, after))
            return;
        DocumentValidation.Require(found, after, before, context);
        batch.Replace(ns, recordId, bytes, before, after, Diffs.DocumentDiff.Compute(before, after));
    }

    public void ReplaceCollection(string database, string collection, IEnumerable<BsonDocument> documents)
    {
        var target = new Namespace(database, collection).RequireValid();
        var existing = context.Find(batch, target);
        var temporary = new Namespace(database, $"tmp.agg_out.{Guid.NewGuid():N}");
        var created = batch.Create(temporary, existing?.Options ?? new CollectionOptions());
        foreach (var index in existing?.Indexes.Skip(1) ?? [])
            batch.CreateIndex(created, index.Definition);
        foreach (var document in documents)
            new InsertStatement(temporary, Documents.Encode(document)).Run(batch, context);
        batch.Rename(batch.Find(temporary)!, target, existing);
    }
}
