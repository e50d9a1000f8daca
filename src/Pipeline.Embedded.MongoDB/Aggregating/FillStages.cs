using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>Reads <c>$fill</c>, which is a <c>$setWindowFields</c> and an <c>$addFields</c>.</summary>
internal static class FillStages
{
    public static IReadOnlyList<Stage> Parse(BsonDocument specification, PipelineOptions options)
    {
        if (specification[0] is not BsonDocument arguments)
            throw new CommandException(ServerError.TypeMismatch, $"the $fill stage specification must be an object, found {BsonTypeName.Of(specification[0])}");
        foreach (var argument in arguments)
        {
            if (argument.Name is not ("partitionBy" or "partitionByFields" or "sortBy" or "output"))
                throw new CommandException(40415, $"BSON field '$fill.{argument.Name}' is an unknown field.");
        }

        if (!arguments.TryGetValue("output", out var given) || given is not BsonDocument { ElementCount: > 0 } output)
            throw new CommandException(40414, "BSON field '$fill.output' is missing but a required field");
        if (arguments.Contains("partitionBy") && arguments.Contains("partitionByFields"))
            throw new CommandException(6050204, "Maximum one of 'partitionBy' and 'partitionByFields can be specified in '$fill'");

        var (computed, windowed) = (new BsonDocument(), new BsonDocument());
        foreach (var field in output)
            ReadField(field, arguments, computed, windowed);
        var stages = new List<Stage>();
        if (windowed.ElementCount > 0)
        {
            var window = new BsonDocument("output", windowed);
            if (arguments.TryGetValue("sortBy", out var sortBy))
                window.Add("sortBy", sortBy);
            if (PartitionOf(arguments) is { } partition)
                window.Add("partitionBy", partition);
            stages.Add(WindowStage.Parse(new BsonDocument("$setWindowFields", window), options));
        }

        if (computed.ElementCount > 0)
            stages.Add(TransformStage.ParseAddFields(new BsonDocument("$addFields", computed), options));
        return stages;
    }

    private static void ReadField(BsonElement field, BsonDocument arguments, BsonDocument computed, BsonDocument windowed)
    {
        if (field.Value is not BsonDocument { ElementCount: 1 } fill)
            throw new CommandException(ServerError.FailedToParse, $"'{field.Name}' must be an object with exactly one of 'value' and 'method'");
        switch (fill.GetElement(0).Name, fill[0])
        {
            case ("value", var value):
                computed.Add(field.Name, new BsonDocument("$ifNull", new BsonArray { $"${field.Name}", value }));
                break;
            case ("method", BsonString { Value: "linear" }) when !arguments.Contains("sortBy"):
                throw new CommandException(605001, "$linearFill must be specified with a top level sortBy expression with exactly one element");
            case ("method", BsonString { Value: "linear" }):
                windowed.Add(field.Name, new BsonDocument("$linearFill", $"${field.Name}"));
                break;
            case ("method", BsonString { Value: "locf" }):
                windowed.Add(field.Name, new BsonDocument("$locf", $"${field.Name}"));
                break;
            case ("method", var method):
                throw new CommandException(6050202, $"Method must be either locf or linear, found {ShellText.Of(method)}");
            case var (name, _):
                throw new CommandException(40415, $"BSON field '$fill.output.{field.Name}.{name}' is an unknown field.");
        }
    }

    private static BsonValue? PartitionOf(BsonDocument arguments)
    {
        if (arguments.TryGetValue("partitionBy", out var partition))
        {
            return partition is BsonString { Value: ['$', ..] } or BsonDocument
                ? partition
                : throw new CommandException(ServerError.FailedToParse, "'partitionBy' of $fill must be a $-prefixed path or an expression");
        }

        if (!arguments.TryGetValue("partitionByFields", out var fields))
            return null;
        var key = new BsonDocument();
        foreach (var field in fields.AsBsonArray)
            key.Set(field.AsString.Replace('.', '_'), $"${field.AsString}");
        return key;
    }
}
