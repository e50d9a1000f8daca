using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary><c>$addToSet</c>.</summary>
internal sealed class AddToSetNode : UpdateNode
{
    private readonly IReadOnlyList<BsonValue> _values;
    private readonly BsonOrder _order;

    private AddToSetNode(IReadOnlyList<BsonValue> values, BsonOrder order)
    {
        _values = values;
        _order = order;
    }

    public static AddToSetNode Parse(BsonValue argument, BsonOrder order)
    {
        if (argument is not BsonDocument { ElementCount: > 0 } document || document.GetElement(0).Name != "$each")
            return new AddToSetNode([argument], order);
        if (document[0] is not BsonArray each)
        {
            throw new CommandException(ServerError.TypeMismatch,
                $"The argument to $each in $addToSet must be an array but it was of type {BsonTypeName.Of(document[0])}");
        }

        if (document.ElementCount > 1)
            throw new CommandException(ServerError.BadValue, $"Found unexpected fields after $each in $addToSet: {ShellText.Of(document)}");
        return new AddToSetNode([.. each.Distinct(order).OfType<BsonValue>()], order);
    }

    public override UpdateStep Apply(BsonValue? current, UpdateContext context)
    {
        switch (current)
        {
            case null:
                return UpdateStep.To(new BsonArray(_values));
            case BsonArray array:
                var known = _values.Count > 1 ? new HashSet<BsonValue?>(array, _order) : null;
                var missing = _values.Where(value => known is null ? !array.Contains(value, _order) : !known.Contains(value)).ToList();
                array.AddRange(missing);
                return missing.Count == 0 ? UpdateStep.Same(array) : UpdateStep.To(array);
            default:
                throw new CommandException(ServerError.BadValue, $"Cannot apply $addToSet to non-array field. Field named '{context.Name}' has "
                    + $"non-array type {BsonTypeName.Of(current)}");
        }
    }
}
