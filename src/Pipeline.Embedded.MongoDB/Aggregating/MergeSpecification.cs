using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>The arguments of <c>$merge</c>.</summary>
internal sealed record MergeSpecification
{
    private static readonly string[] s_matchedModes = ["replace", "keepExisting", "merge", "fail"];
    private static readonly string[] s_notMatchedModes = ["insert", "discard", "fail"];

    public required ForeignCollection Into { get; init; }

    public IReadOnlyList<string> On { get; init; } = ["_id"];

    /// <summary>replace, keepExisting, merge or fail.</summary>
    public string WhenMatched { get; init; } = "merge";

    /// <summary>Instead of <see cref="WhenMatched"/>: what the document that is there goes through.</summary>
    public BsonArray? Pipeline { get; init; }

    public IReadOnlyList<(string Name, Expression Value)> Let { get; init; } = [];

    /// <summary>insert, discard or fail.</summary>
    public string WhenNotMatched { get; init; } = "insert";

    public static MergeSpecification Parse(BsonValue value, PipelineOptions options)
    {
        if (value is BsonString name)
            return new MergeSpecification { Into = ForeignCollection.Parse("$merge", name, options) };
        if (value is not BsonDocument arguments)
            throw new CommandException(51182, $"$merge only supports a string or object argument, not {BsonTypeName.Of(value)}");
        foreach (var argument in arguments)
        {
            if (argument.Name is not ("into" or "on" or "let" or "whenMatched" or "whenNotMatched" or "targetCollectionVersion" or "allowMergeOnNullishValues"))
                throw new CommandException(40415, $"BSON field '$merge.{argument.Name}' is an unknown field.");
        }

        if (!arguments.TryGetValue("into", out var into))
            throw new CommandException(40414, "BSON field '$merge.into' is missing but a required field");
        var matched = arguments.GetValue("whenMatched", "merge");
        if (arguments.Contains("let") && matched is not BsonArray)
            throw new CommandException(51199, "Cannot use 'let' variables with 'whenMatched: merge' mode");
        var let = ReadLet(arguments, options);
        return new MergeSpecification
        {
            Into = ParseInto(into, options),
            On = arguments.TryGetValue("on", out var on) ? ReadOn(on) : ["_id"],
            WhenMatched = matched is BsonArray ? "pipeline" : ReadMode(matched, "whenMatched", s_matchedModes),
            Pipeline = matched as BsonArray,
            Let = let,
            WhenNotMatched = ReadMode(arguments.GetValue("whenNotMatched", "insert"), "whenNotMatched", s_notMatchedModes),
        };
    }

    private static ForeignCollection ParseInto(BsonValue into, PipelineOptions options) => into switch
    {
        BsonString => ForeignCollection.Parse("$merge", into, options),
        BsonDocument target when target.GetValue("coll", null) is BsonString collection =>
            new ForeignCollection(target.GetValue("db", null) is BsonString database ? database.Value : options.Database, collection.Value),
        _ => throw new CommandException(51178, $"$merge 'into' field must be either a string or an object, but found {BsonTypeName.Of(into)}"),
    };

    private static List<string> ReadOn(BsonValue on)
    {
        if (on is BsonString one)
            return [one.Value];
        if (on is not BsonArray several)
            throw new CommandException(51186, $"$merge 'on' field  must be either a string or an array of strings, but found {BsonTypeName.Of(on)}");
        if (several.Count == 0)
            throw new CommandException(51187, "If explicitly specifying $merge 'on', must include at least one field");
        var fields = new List<string>();
        foreach (var item in several)
        {
            var field = item is BsonString text ? text.Value : throw new CommandException(51134, $"$merge 'on' array elements must be strings, but found {BsonTypeName.Of(item)}");
            if (fields.Contains(field))
                throw new CommandException(31465, $"Found a duplicate field '{field}'");
            fields.Add(field);
        }

        return fields;
    }

    private static string ReadMode(BsonValue value, string field, string[] modes) => value is BsonString mode && modes.Contains(mode.Value)
        ? mode.Value
        : value is BsonString unknown
            ? throw new CommandException(ServerError.BadValue, $"Enumeration value '{unknown.Value}' for field '{field}' is not a valid value.")
            : throw new CommandException(51191, $"$merge '{field}' field  must be {(field == "whenMatched" ? "either a string or an array" : "a string")}, but found {BsonTypeName.Of(value)}");

    private static List<(string Name, Expression Value)> ReadLet(BsonDocument arguments, PipelineOptions options)
    {
        if (!arguments.TryGetValue("let", out var given))
            return [("new", options.Scope.Parse("$$ROOT"))];
        if (given is not BsonDocument document)
            throw new CommandException(ServerError.TypeMismatch, $"BSON field '$merge.let' is the wrong type '{BsonTypeName.Of(given)}', expected type 'object'");
        var let = new List<(string Name, Expression Value)>();
        foreach (var variable in document)
        {
            FieldPathParser.RequireWritableVariable(variable.Name);
            let.Add((variable.Name, options.Scope.Parse(variable.Value)));
        }

        var redefined = let.FindIndex(variable => variable.Name == "new");
        if (redefined < 0)
            let.Add(("new", options.Scope.Parse("$$ROOT")));
        else if (document["new"] != "$$ROOT")
            throw new CommandException(51273, "'let' may not define a value for the reserved 'new' variable other than '$$ROOT'");
        return let;
    }
}
