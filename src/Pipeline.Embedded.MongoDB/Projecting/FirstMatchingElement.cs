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
        if (scope.Root.GetValue(_field, null) is not BsonArray array)
            return null;
        foreach (var element in array)
        {
            if (_filter.Matches(new BsonDocument(_field, new BsonArray { element })))
                return new BsonArray { element };
        }

        return null;
    }
}
