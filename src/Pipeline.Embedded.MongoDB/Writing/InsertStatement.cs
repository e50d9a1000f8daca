using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Writing;

/// <summary>Inserts a document.</summary>
internal sealed record InsertStatement(Namespace Namespace, byte[] Document) : IStatement
{
    public StatementResult Run(WriteBatch batch, WriteContext context)
    {
        var added = NewDocument.Of(Document, () => ClusterClock.ToBson(context.Request.Server.Store.Clock.Next()));
        var collection = context.Ensure(batch, Namespace);
        DocumentValidation.Require(collection, added.Document, before: null, context);
        batch.Insert(Namespace, added.Bytes, added.Document);
        return StatementResult.One;
    }
}
