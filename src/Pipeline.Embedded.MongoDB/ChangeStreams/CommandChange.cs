using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.ChangeStreams;

/// <summary>A change of a collection as a whole, of its indexes or its database.</summary>
internal sealed record CommandChange(string OperationType, Namespace Namespace)
{
    /// <summary>What a collection is renamed to.</summary>
    public Namespace? Target { get; init; }

    /// <summary><c>operationDescription</c>.</summary>
    public BsonDocument? Description { get; init; }

    /// <summary><c>stateBeforeChange</c>.</summary>
    public BsonDocument? StateBefore { get; init; }

    /// <summary><c>nsType</c>, of what is made.</summary>
    public string? NamespaceType { get; init; }

    public bool IsOfView { get; init; }

    /// <summary>Whether only <c>showExpandedEvents</c> shows it.</summary>
    public bool IsExpanded { get; init; }

    /// <returns><see langword="null"/> for a command of the oplog that has no event.</returns>
    public static CommandChange? Of(ChangeOperation operation)
    {
        var command = operation.Change;
        var verb = command.GetElement(0);
        var database = Namespace.Parse(operation.Entry["ns"].AsString).Database;
        if (verb.Name == "dropDatabase")
            return new CommandChange("dropDatabase", Namespace.Command(database));
        if (verb.Value is not BsonString { Value: var name })
            return null;
        if (verb.Name == "renameCollection")
            return Rename(command, Namespace.Parse(name));

        var ns = new Namespace(database, name);
        var isView = operation.Collection is null;
        return verb.Name switch
        {
            "drop" => new CommandChange("drop", ns) { IsOfView = isView, IsExpanded = isView },
            "create" => new CommandChange("create", ns) { Description = Rest(command), NamespaceType = command.Contains("viewOn") ? "view" : "collection", IsOfView = isView, IsExpanded = true },
            "createIndexes" => new CommandChange("createIndexes", ns) { Description = new BsonDocument("indexes", new BsonArray { Rest(command) }), IsExpanded = true },
            "commitIndexBuild" => new CommandChange("createIndexes", ns) { Description = new BsonDocument("indexes", command["indexes"]), IsExpanded = true },
            "dropIndexes" => new CommandChange("dropIndexes", ns) { Description = new BsonDocument("indexes", new BsonArray { operation.Entry["o2"] }), IsExpanded = true },
            "collMod" => new CommandChange("modify", ns) { Description = Rest(command), StateBefore = isView ? null : StateBeforeOf(operation.Entry), IsOfView = isView, IsExpanded = true },
            _ => null,
        };
    }

    private static CommandChange Rename(BsonDocument command, Namespace from)
    {
        var to = Namespace.Parse(command["to"].AsString);
        var description = new BsonDocument("to", new BsonDocument { { "db", to.Database }, { "coll", to.Collection } });
        if (command.TryGetValue("dropTarget", out var dropped))
            description.Add("dropTarget", dropped);
        return new CommandChange("rename", from) { Target = to, Description = description };
    }

    private static BsonDocument StateBeforeOf(BsonDocument entry)
    {
        var before = entry.GetValue("o2", BsonNull.Value) as BsonDocument ?? [];
        var state = new BsonDocument();
        if (before.TryGetValue("collectionOptions_old", out var collection))
            state.Add("collectionOptions", collection);
        if (before.TryGetValue("indexOptions_old", out var index))
            state.Add("indexOptions", index);
        return state;
    }

    private static BsonDocument Rest(BsonDocument command) => new(command.Skip(1));
}
