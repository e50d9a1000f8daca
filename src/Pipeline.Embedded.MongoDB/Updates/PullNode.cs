using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary><c>$pull</c> and <c>$pullAll</c>: the elements that match are taken out.</summary>
internal sealed class PullNode : UpdateNode
{
    /// <summary>The field that an element is wrapped in, where the condition is one on the element itself.</summary>
    private const string Element = "element";

    private readonly Predicate<BsonValue> _matches;

    private PullNode(Predicate<BsonValue> matches) => _matches = matches;

    /// <param name="condition">A value; operators on the element; or a query on the fields of an element that is a document.</param>
    /// <param name="evaluation">The settings of the command.</param>
    public static PullNode Matching(BsonValue condition, EvaluationSettings evaluation)
    {
        var options = new FilterOptions { Evaluation = evaluation };
        if (condition is BsonDocument query && !ExpressionParser.IsOperator(query))
        {
            var filter = Filter.Parse(query, options);
            return new PullNode(element => element is BsonDocument document && filter.Matches(document));
        }

        if (condition is BsonDocument or BsonRegularExpression)
        {
            var filter = Filter.Parse(new BsonDocument(Element, condition), options);
            return new PullNode(element => filter.Matches(new BsonDocument(Element, element)));
        }

        var order = BsonOrder.For(evaluation.Collation);
        return new PullNode(element => order.Equals(element, condition));
    }

    public static PullNode All(BsonValue argument, EvaluationSettings evaluation)
    {
        if (argument is not BsonArray values)
            throw new CommandException(ServerError.BadValue, $"$pullAll requires an array argument but was given a {BsonTypeName.Of(argument)}");
        var set = new HashSet<BsonValue?>(values, BsonOrder.For(evaluation.Collation));
        return new PullNode(set.Contains);
    }

    public override UpdateStep Apply(BsonValue? current, UpdateContext context)
    {
        if (current is null)
            return UpdateStep.Same(null);
        if (current is not BsonArray array)
            throw new CommandException(ServerError.BadValue, "Cannot apply $pull to a non-array value");
        var left = new BsonArray(array.Where(element => !_matches(element)));
        return left.Count == array.Count ? UpdateStep.Same(array) : UpdateStep.To(left);
    }
}
