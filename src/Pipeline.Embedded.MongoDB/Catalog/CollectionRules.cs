using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Catalog;

/// <summary>Which collections may be made, changed and dropped by clients; the server's own may not.</summary>
internal static class CollectionRules
{
    private static readonly HashSet<string> s_creatable = ["system.profile", "system.js", "system.views", "system.users", "system.roles", "system.version", "system.buckets"];

    private static readonly HashSet<string> s_internal = ["admin", "config", "local"];

    public static bool IsInternal(string database) => s_internal.Contains(database);

    /// <summary>For a collection that a client makes, by <c>create</c> or by writing into it.</summary>
    public static Namespace RequireCreatable(this Namespace ns)
    {
        ns.RequireValid();
        if (ns.IsSystem && !s_creatable.Contains(ns.Collection) && !IsInternal(ns.Database))
            throw new CommandException(ServerError.InvalidNamespace, $"Invalid system namespace: {ns}");
        return ns;
    }

    public static void RequireDroppable(Namespace ns)
    {
        if (ns == Namespace.Oplog)
            throw new CommandException(ServerError.IllegalOperation, "can't drop live oplog while replicating");
        if (ns.IsSystem && ns.Collection is not ("system.profile" or "system.views" or "system.js" or "system.users" or "system.roles"))
            throw new CommandException(ServerError.IllegalOperation, $"can't drop system collection {ns}");
    }

    public static CollectionState RequireCollection(this CollectionState collection) => collection.IsView
        ? throw new CommandException(ServerError.CommandNotSupportedOnView, $"Namespace {collection.Namespace} is a view, not a collection")
        : collection;

    /// <summary>Whether both say the same, in any order.</summary>
    public static bool SaysTheSame(BsonDocument one, BsonDocument other) =>
        one.ElementCount == other.ElementCount && one.All(x => other.TryGetValue(x.Name, out var value) && value == x.Value);
}
