using System.Globalization;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Matching;

namespace Pipeline.Embedded.MongoDB.Projecting;

/// <summary>Find's <c>$elemMatch</c> projection: an array of the first element that matches; missing where none does.</summary>
internal sealed class FirstMatchingElement : Expression
{
    private readonly string _field;
    private readonly Filter _filter;

    public FirstMatchingElement(string field, BsonDocument elementMatch, EvaluationSettings evaluation)
    {
        _field = field;
        _filter = Filter.Parse(new BsonDocument(field, elementMatch), new FilterOptions { Evaluation = evaluation });
    }

    public override BsonValue? Evaluate(EvaluationScope scope)
    {
        if (scope.Root.GetValue(_field, null) is not BsonArray array || !_filter.Matches(new BsonDocument(_field, array), out var position))
            return null;
        return new BsonArray { array[int.Parse(position!, CultureInfo.InvariantCulture)] };
    }
}
