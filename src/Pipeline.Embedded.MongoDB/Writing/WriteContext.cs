using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Writing;

/// <summary>What the statements of a command have in common.</summary>
/// <param name="Request">The command.</param>
/// <param name="BypassesValidation"><c>bypassDocumentValidation</c>.</param>
/// <param name="CancellationToken">Ends the command.</param>
internal sealed record WriteContext(CommandRequest Request, bool BypassesValidation, CancellationToken CancellationToken)
{
    /// <summary>The collection, as <see cref="WriteBatch.Head"/> gives it; it is made if it isn't there.</summary>
    public CollectionState Ensure(WriteBatch batch, Namespace ns) =>
        Writable(Request.Head(batch, ns), ns) ?? batch.Create(ns.RequireValid(), new CollectionOptions());

    /// <exception cref="CommandException">It is a view, or one that clients don't write to.</exception>
    public CollectionState? Find(WriteBatch batch, Namespace ns) => Writable(Request.Find(batch, ns), ns);

    private static CollectionState? Writable(CollectionState? collection, Namespace ns)
    {
        if (ns == Namespace.Oplog || (ns.IsSystem && ns.Collection is "system.views" or "system.profile"))
            throw new CommandException(ServerError.InvalidNamespace, $"cannot write to '{ns}'");
        return collection is { IsView: true }
            ? throw new CommandException(ServerError.CommandNotSupportedOnView, $"Namespace {ns} is a view, not a collection")
            : collection;
    }
}
