using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Values;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Indexing;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>What a <c>collMod</c> comes to: the collection's new options, or an index's.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/reference/command/collMod/.</remarks>
internal sealed record CollectionChange
{
    private static readonly string[] s_options = ["validator", "validationLevel", "validationAction", "viewOn", "pipeline", "changeStreamPreAndPostImages"];

    private CollectionChange(CollectionState collection, BsonDocument command)
    {
        Collection = collection;
        Command = command;
    }

    public CollectionState Collection { get; }

    public BsonDocument Command { get; }

    public CollectionOptions? Options { get; private init; }

    public IndexDefinition? Index { get; private init; }

    /// <summary>What the index had: <c>hidden_old</c> and the like, for the reply.</summary>
    public BsonDocument IndexReply { get; private init; } = [];

    /// <summary>What was before, for change streams that show expanded events.</summary>
    public BsonDocument Before { get; private init; } = [];

    public static CollectionChange Parse(CollectionState collection, BsonDocument command, DateTime now)
    {
        var options = new BsonDocument(collection.Options.Specification);
        foreach (var element in command)
        {
            switch (element.Name)
            {
                case "index":
                    break;
                case "cappedSize" when collection.Options.IsCapped:
                    options["size"] = element.Value;
                    break;
                case "cappedMax" when collection.Options.IsCapped:
                    options["max"] = element.Value;
                    break;
                case "cappedSize" or "cappedMax":
                    throw new CommandException(ServerError.InvalidOptions, "option only supported on capped collections: " + element.Name);
                case "viewOn" or "pipeline" when !collection.IsView:
                    throw new CommandException(ServerError.InvalidOptions, $"'{element.Name}' option only supported on a view");
                case "validator" or "validationLevel" or "validationAction" when collection.IsView:
                    throw new CommandException(ServerError.InvalidOptions, $"option not supported on a view: {element.Name}");
                case "validator" when element.Value is BsonDocument { ElementCount: 0 }:
                    options.Remove("validator");
                    break;
                case var name when Array.IndexOf(s_options, name) >= 0:
                    options[name] = element.Value.DeepClone();
                    break;
                default:
                    throw new CommandException(ServerError.IDLUnknownField, $"BSON field 'collMod.{element.Name}' is an unknown field.");
            }
        }

        var change = new CollectionChange(collection, command)
        {
            Options = command.Names.Any(x => x != "index") ? CollectionSpecification.Parse(options) : null,
            Before = new BsonDocument("collectionOptions_old", collection.Options.Specification),
        };
        return command.TryGetValue("index", out var index) ? change.WithIndex(index, now) : change;
    }

    public void Apply(WriteBatch batch) => batch.Modify(Collection, Options, Index, Command, Before);

    private CollectionChange WithIndex(BsonValue value, DateTime now)
    {
        if (value is not BsonDocument given)
            throw new CommandException(ServerError.TypeMismatch, $"BSON field 'collMod.index' is the wrong type '{BsonTypeName.Of(value)}', expected type 'object'");

        var current = Find(given);
        var specification = new BsonDocument(current.Specification);
        var reply = new BsonDocument();
        foreach (var element in given)
        {
            switch (element.Name)
            {
                case "name" or "keyPattern":
                    break;
                case "expireAfterSeconds":
                    if (!element.Value.IsNumeric)
                        throw new CommandException(ServerError.TypeMismatch, $"BSON field 'collMod.index.expireAfterSeconds' is the wrong type '{BsonTypeName.Of(element.Value)}', expected types '[long, int, decimal, double]'");
                    Change("expireAfterSeconds", element.Value.ToInt64(), current.ExpiresAfter is null ? null : specification["expireAfterSeconds"].ToInt64());
                    break;
                case "hidden":
                    if (current.IsId)
                        throw new CommandException(ServerError.BadValue, "can't hide _id index");
                    if (current.IsHidden != element.Value.ToBoolean())
                        Change("hidden", element.Value.ToBoolean(), current.IsHidden);
                    break;
                case "unique" or "prepareUnique":
                    MakeUnique(element);
                    break;
                default:
                    throw new CommandException(ServerError.IDLUnknownField, $"BSON field 'collMod.index.{element.Name}' is an unknown field.");
            }
        }

        if (reply.ElementCount == 0 && !given.Names.Any(x => x is "expireAfterSeconds" or "hidden" or "unique" or "prepareUnique"))
            throw new CommandException(ServerError.InvalidOptions, "no expireAfterSeconds, hidden, unique, or prepareUnique field");
        var changed = IndexSpecification.Parse(specification, null, now) with { Usage = current.Usage };
        return this with { Index = changed, IndexReply = reply, Before = new BsonDocument(Before) { { "indexOptions_old", new BsonDocument(reply.Where(x => x.Name.EndsWith("_old", StringComparison.Ordinal)).Select(x => new BsonElement(x.Name[..^4], x.Value))) } } };

        void Change(string name, BsonValue to, BsonValue? from)
        {
            specification[name] = to;
            if (from is not null)
                reply[name + "_old"] = from;
            reply[name + "_new"] = to;
        }

        void MakeUnique(BsonElement element)
        {
            if (element.Name == "unique" && !element.Value.ToBoolean())
                throw new CommandException(ServerError.BadValue, "collMod does not support converting a unique index to non-unique");
            if (element.Name == "unique" && !specification.GetValue("prepareUnique", false).ToBoolean())
                throw new CommandException(ServerError.InvalidOptions, "Cannot make index unique with collMod unless prepareUnique is set on the index first");
            if (element.Name == "unique")
            {
                specification.Remove("prepareUnique");
                Duplicates.RequireNone(Collection, Collection.Index(current.Name)!);
            }

            Change(element.Name, true, element.Name == "prepareUnique" ? specification.GetValue("prepareUnique", false) : null);
        }
    }

    private IndexDefinition Find(BsonDocument given)
    {
        if (given.TryGetValue("name", out var name))
        {
            return Collection.Index(name.AsString)?.Definition
                ?? throw new CommandException(ServerError.IndexNotFound, $"cannot find index {name} for ns {Collection.Namespace}");
        }

        if (!given.TryGetValue("keyPattern", out var key))
            throw new CommandException(ServerError.InvalidOptions, "must specify either index name or key pattern");
        return Collection.Indexes.FirstOrDefault(x => x.Definition.Key.Equals(key))?.Definition
            ?? throw new CommandException(ServerError.IndexNotFound, $"cannot find index {ShellText.Of(key)} for ns {Collection.Namespace}");
    }
}
