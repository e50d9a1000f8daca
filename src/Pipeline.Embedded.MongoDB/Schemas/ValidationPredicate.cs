using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Schemas;

/// <summary>One operator over one field.</summary>
/// <param name="Operator">As the query names it, such as <c>$ne</c>.</param>
/// <param name="Wording">What is said of it.</param>
/// <param name="SpecifiedAs">As the query has it.</param>
/// <param name="Node">What decides.</param>
/// <param name="Negates">Whether the operator is the negation of the one that the wording is about, as <c>$ne</c> is of <c>$eq</c>.</param>
internal sealed record ValidationPredicate(string Operator, PredicateWording Wording, BsonDocument SpecifiedAs, PathNode Node, bool Negates) : ValidationNode
{
    public override bool Matches(BsonDocument document) => Node.Matches(document, null);

    public override BsonDocument Explain(BsonDocument document, bool inverted)
    {
        var error = new BsonDocument { { "operatorName", Operator }, { "specifiedAs", SpecifiedAs } };
        var reason = inverted != Negates ? Wording.WhenMatched : Wording.WhenNotMatched;
        if (Wording.Values == ConsideredValues.None)
            return error.Add("reason", reason);

        var values = Consider(document);
        if (values is null)
            return error.Add("reason", "field was missing");

        if (Wording.Values == ConsideredValues.ElementsAndTypes)
        {
            AddValues(error.Add("reason", reason), values);
            return values.Count == 0 ? error : AddTypes(error, "considered", TypeNames(values));
        }

        if (Wording.Types.Count > 0 && !values.Any(value => Wording.Types.Contains(value.BsonType)))
        {
            error.Add("reason", "type did not match");
            if (values.Count > 0)
                AddTypes(error, "considered", TypeNames(values));
            AddTypes(error, "expected", Names(Wording.Types));
        }
        else
        {
            error.Add("reason", reason);
        }

        return AddValues(error, values);
    }

    private static BsonDocument AddValues(BsonDocument error, List<BsonValue> values) => values.Count == 1
        ? error.Add("consideredValue", values[0])
        : error.Add("consideredValues", new BsonArray(values));

    private static BsonDocument AddTypes(BsonDocument error, string whose, string[] names) => names.Length == 1
        ? error.Add($"{whose}Type", names[0])
        : error.Add($"{whose}Types", new BsonArray(names));

    private static string[] TypeNames(List<BsonValue> values) => Names(values.Select(value => value.BsonType));

    private static string[] Names(IEnumerable<BsonType> types) => [.. types.Select(BsonTypeName.Of).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The values that were looked at; <see langword="null"/> where there is no such field.</summary>
    private List<BsonValue>? Consider(BsonDocument document)
    {
        var collector = new Collector([], expand: Wording.Values != ConsideredValues.Whole);
        PathValues.Visit(document, Node.Path, false, ref collector);
        return collector.Found ? collector.Values : null;
    }

    private struct Collector(List<BsonValue> values, bool expand) : IPathVisitor
    {
        public readonly List<BsonValue> Values => values;

        public bool Found { get; private set; }

        /// <summary>Ends at the first missing value, as MongoDB does.</summary>
        public bool Visit(BsonValue? value, int position)
        {
            if (value is null)
                return true;

            Found = true;
            if (expand && value is BsonArray array)
                values.AddRange(array);
            else
                values.Add(value);
            return false;
        }
    }
}
