using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>The arguments of <c>$lookup</c>.</summary>
internal sealed record LookupSpecification
{
    /// <summary><see langword="null"/> where the pipeline makes its own documents.</summary>
    public ForeignCollection? From { get; init; }

    public required string[] As { get; init; }

    public LookupEquality? Equality { get; init; }

    public IReadOnlyList<(string Name, Expression Value)> Let { get; init; } = [];

    public Subpipeline? Pipeline { get; init; }

    public static LookupSpecification Parse(BsonValue value, PipelineOptions options)
    {
        if (value is not BsonDocument arguments)
            throw Failed($"the $lookup stage specification must be an object, but found {BsonTypeName.Of(value)}");
        foreach (var argument in arguments)
            RequireKnown(argument);

        var into = arguments.TryGetValue("as", out var given) ? given.AsString : throw Failed("must specify 'as' field for a $lookup");
        var stages = arguments.GetValue("pipeline", null) as BsonArray;
        var from = arguments.TryGetValue("from", out var named) ? ForeignCollection.Parse("$lookup", named, options) : null;
        if (from is null && !(stages is [BsonDocument first, ..] && first.Contains("$documents")))
            throw Failed("must specify 'pipeline' when 'from' is empty");
        var local = arguments.GetValue("localField", null)?.AsString;
        var foreign = arguments.GetValue("foreignField", null)?.AsString;
        if ((local is null) != (foreign is null))
            throw Failed("$lookup requires both or neither of 'localField' and 'foreignField' to be specified");
        if (local is null && stages is null)
            throw Failed("$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified");
        if (stages is null && arguments.Contains("let"))
            throw Failed("$lookup with a 'let' argument must also specify 'pipeline'");

        var let = ReadLet(arguments, options);
        FieldPathParser.Split(foreign ?? "_id");
        return new LookupSpecification
        {
            From = from,
            As = FieldPathParser.Split(into),
            Equality = local is null ? null : new LookupEquality(local, foreign!),
            Let = let,
            Pipeline = stages is null ? null : Subpipeline.Parse(from, stages, options with { Place = PipelinePlace.Lookup }, let.Select(variable => variable.Name)),
        };
    }

    private static void RequireKnown(BsonElement argument)
    {
        var wanted = argument.Name switch
        {
            "from" => argument.Value.BsonType == BsonType.Document ? BsonType.Document : BsonType.String,
            "as" or "localField" or "foreignField" => BsonType.String,
            "let" => BsonType.Document,
            "pipeline" => BsonType.Array,
            _ => throw Failed($"unknown argument to $lookup: {argument.Name}"),
        };
        if (argument.Value.BsonType == wanted)
            return;
        throw argument.Name switch
        {
            "pipeline" => new CommandException(ServerError.TypeMismatch, "'pipeline' option must be specified as an array"),
            "let" => Failed($"$lookup argument 'let: {ShellText.Of(argument.Value)}' must be an object, is type {BsonTypeName.Of(argument.Value)}"),
            _ => Failed($"$lookup argument '{argument.Name}: {ShellText.Of(argument.Value)}' must be a string, is type {BsonTypeName.Of(argument.Value)}"),
        };
    }

    private static List<(string Name, Expression Value)> ReadLet(BsonDocument arguments, PipelineOptions options)
    {
        var let = new List<(string, Expression)>();
        foreach (var variable in arguments.GetValue("let", new BsonDocument()).AsBsonDocument)
        {
            FieldPathParser.RequireWritableVariable(variable.Name);
            let.Add((variable.Name, options.Scope.Parse(variable.Value)));
        }

        return let;
    }

    private static CommandException Failed(string message) => new(ServerError.FailedToParse, message);
}
