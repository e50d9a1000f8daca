using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary><c>$currentDate</c>.</summary>
internal sealed class CurrentDateNode : UpdateNode
{
    private readonly bool _isTimestamp;

    private CurrentDateNode(bool isTimestamp) => _isTimestamp = isTimestamp;

    public static CurrentDateNode Parse(BsonValue argument)
    {
        if (argument is BsonBoolean)
            return new CurrentDateNode(isTimestamp: false);
        if (argument is not BsonDocument document)
        {
            throw new CommandException(ServerError.BadValue, $"{BsonTypeName.Of(argument)} is not valid type for $currentDate. "
                + "Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).");
        }

        bool? isTimestamp = null;
        foreach (var element in document)
        {
            if (element.Name != "$type")
                throw new CommandException(ServerError.BadValue, $"Unrecognized $currentDate option: {element.Name}");
            isTimestamp = element.Value is BsonString { Value: "timestamp" or "date" } type ? type.Value == "timestamp" : null;
            if (isTimestamp is null)
                break;
        }

        return new CurrentDateNode(isTimestamp ?? throw new CommandException(ServerError.BadValue,
            "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}"));
    }

    public override UpdateStep Apply(BsonValue? current, UpdateContext context) =>
        UpdateStep.To(_isTimestamp ? context.Evaluation.ClusterTime : new BsonDateTime(context.Evaluation.Now));
}
