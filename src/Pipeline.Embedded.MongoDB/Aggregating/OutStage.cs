using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary><c>$out</c>: the pipeline's documents become the whole of a collection.</summary>
internal sealed class OutStage(string database, string collection) : Stage
{
    public override StageTraits Traits => StageTraits.Writes | StageTraits.NotInFacet | StageTraits.NotInSubpipeline;

    public string Database => database;

    public string Collection => collection;

    public static OutStage Parse(BsonDocument specification, PipelineOptions options)
    {
        switch (specification[0])
        {
            case BsonString name:
                return new OutStage(options.Database, name.Value) { Specification = specification };
            case BsonDocument target:
                foreach (var element in target)
                {
                    if (element.Name == "timeseries")
                        throw new CommandException(ServerError.NotImplemented, "$out to a time-series collection is not supported by the embedded server");
                    if (element.Name is not ("db" or "coll"))
                        throw new CommandException(40415, $"BSON field '$out.{element.Name}' is an unknown field.");
                    if (element.Value is not BsonString)
                        throw new CommandException(ServerError.TypeMismatch, $"BSON field '$out.{element.Name}' is the wrong type '{BsonTypeName.Of(element.Value)}', expected type 'string'");
                }

                return new OutStage(Required(target, "db"), Required(target, "coll")) { Specification = specification };
            default:
                throw new CommandException(16990, $"$out only supports a string or object argument, but found {BsonTypeName.Of(specification[0])}");
        }
    }

    public override IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> input, IPipelineServer server)
    {
        server.Writer.ReplaceCollection(database, collection, input.Select(WithId));
        return [];
    }

    /// <summary>A document that is stored has an <c>_id</c>, and has it first.</summary>
    public static BsonDocument WithId(BsonDocument document)
    {
        if (document.ElementCount > 0 && document.GetElement(0).Name == "_id")
            return document;
        var stored = new BsonDocument(allowDuplicateNames: true) { { "_id", document.GetValue("_id", null) ?? new BsonObjectId(ObjectId.GenerateNewId()) } };
        foreach (var element in document)
        {
            if (element.Name != "_id")
                stored.Add(element);
        }

        return stored;
    }

    private static string Required(BsonDocument target, string name) => target.TryGetValue(name, out var value)
        ? value.AsString
        : throw new CommandException(40414, $"BSON field '$out.{name}' is missing but a required field");
}
