using Pipeline.Embedded.MongoDB.Planning;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Writing;

/// <summary>Deletes one document, or all that match.</summary>
internal sealed record DeleteStatement(Namespace Namespace, Selection Selection, bool IsMulti) : IStatement
{
    public StatementResult Run(WriteBatch batch, WriteContext context)
    {
        var collection = context.Find(batch, Namespace);
        var query = Selection.ToQuery(context.Request, collection, IsMulti ? null : 1, needsPosition: false);
        if (collection is null)
            return new StatementResult(0);

        var matched = QueryExecution.Run(collection, query, context.CancellationToken).ToArray();
        foreach (var document in matched)
            batch.Claim(Namespace, document.RecordId, document.Bytes);
        foreach (var document in matched)
            batch.Delete(Namespace, document.RecordId, document.Bytes, document.Document);
        return new StatementResult(matched.Length);
    }
}
