using FsCheck;
using FsCheck.Fluent;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Tests.Matching;

/// <summary>Random documents and queries, matched by the filter and by the plainest model of what the manual says.</summary>
public class MatchingModelTests
{
    private static readonly Gen<BsonValue> Leaves = Gen.Elements<BsonValue>(0, 1, 2L, 1.5, "x", "y", BsonNull.Value, true);

    private static readonly Gen<BsonValue> Values = Gen.Sized(size => Value(Math.Min(size, 4)));

    private static readonly Gen<BsonDocument> Documents =
        Gen.Choose(0, 2).SelectMany(length => Values.ArrayOf(length)).Select(values => Document(values, ["a", "b"]));

    private static readonly Gen<BsonDocument> Clauses =
        from path in Gen.Elements("a", "b", "a.b", "a.a", "a.0", "a.0.b", "a.b.a", "a.b.1")
        from name in Gen.Elements("$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$in", "$nin", "$exists", "$not", "$size", "$elemMatch")
        from value in Gen.OneOf(Leaves, Values)
        from other in Leaves
        select new BsonDocument(path, new BsonDocument(name, name switch
        {
            "$in" or "$nin" => new BsonArray { value, other },
            "$exists" => other.Equals(BsonBoolean.True),
            "$not" => new BsonDocument("$gte", value),
            "$size" => value is BsonArray array ? array.Count : 1,
            "$elemMatch" => new BsonDocument("$lte", other),
            _ => value,
        }));

    private static readonly Gen<BsonDocument> Queries =
        from name in Gen.Elements("$and", "$or", "$nor")
        from count in Gen.Choose(1, 3)
        from clauses in Clauses.ArrayOf(count)
        select new BsonDocument(name, new BsonArray(clauses));

    [Fact]
    public void The_filter_agrees_with_the_model()
    {
        var property = Prop.ForAll(
            Documents.ToArbitrary(),
            Queries.ToArbitrary(),
            (document, query) => Filter.Parse(query).Matches(document) == Matches(document, query));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), property);
    }

    private static Gen<BsonValue> Value(int depth)
    {
        if (depth == 0)
            return Leaves;

        var inner = Gen.Choose(0, 3).SelectMany(length => Value(depth / 2).ArrayOf(length));
        return Gen.Frequency(
            (3, Leaves),
            (2, inner.Select(values => (BsonValue)new BsonArray(values))),
            (2, inner.Select(values => (BsonValue)Document(values, ["b", "a", "0"]))));
    }

    private static BsonDocument Document(BsonValue[] values, string[] names) =>
        new(values.Select((value, index) => new BsonElement(names[index], value)));

    private static bool Matches(BsonDocument document, BsonDocument query)
    {
        var clauses = query.GetElement(0).Value.AsBsonArray.Select(clause => MatchesClause(document, clause.AsBsonDocument));
        return query.GetElement(0).Name switch
        {
            "$and" => clauses.All(matches => matches),
            "$or" => clauses.Any(matches => matches),
            _ => clauses.All(matches => !matches),
        };
    }

    private static bool MatchesClause(BsonDocument document, BsonDocument clause)
    {
        var path = clause.GetElement(0).Name.Split('.');
        var condition = clause.GetElement(0).Value.AsBsonDocument.GetElement(0);
        var whole = At(document, path).ToList();
        var expanded = whole.SelectMany(found => found is { Value: BsonArray array, Named: false } ? [.. array, array] : new[] { found.Value }).ToList();
        return condition.Name switch
        {
            "$ne" => !expanded.Any(value => Compares("$eq", value, condition.Value)),
            "$in" => expanded.Any(value => condition.Value.AsBsonArray.Any(item => Compares("$eq", value, item))),
            "$nin" => !expanded.Any(value => condition.Value.AsBsonArray.Any(item => Compares("$eq", value, item))),
            "$exists" => whole.Any(found => found.Value is not null) == condition.Value.AsBoolean,
            "$not" => !expanded.Any(value => Compares("$gte", value, condition.Value["$gte"])),
            "$size" => whole.Any(found => found.Value is BsonArray array && array.Count == condition.Value),
            "$elemMatch" => whole.Any(found => found.Value is BsonArray array && array.Any(item => Compares("$lte", item, condition.Value["$lte"]))),
            _ => expanded.Any(value => Compares(condition.Name, value, condition.Value)),
        };
    }

    private static bool Compares(string name, BsonValue? value, BsonValue operand)
    {
        if (operand.IsBsonNull)
            return name is "$eq" or "$gte" or "$lte" && (value is null || value.IsBsonNull);

        if (value is null || CanonicalType.Of(value) != CanonicalType.Of(operand))
            return false;

        var order = BsonOrder.Simple.Compare(value, operand);
        return name switch
        {
            "$eq" => order == 0,
            "$gt" => order > 0,
            "$gte" => order >= 0,
            "$lt" => order < 0,
            _ => order <= 0,
        };
    }

    /// <summary>The values at a path, not expanded; named are those that the path's last part names by their position.</summary>
    private static IEnumerable<(BsonValue? Value, bool Named)> At(BsonValue? value, ReadOnlyMemory<string> path)
    {
        if (path.IsEmpty)
            return [(value, false)];

        var name = path.Span[0];
        var rest = path[1..];
        switch (value)
        {
            case BsonDocument document:
                return document.TryGetValue(name, out var inner) ? At(inner, rest) : [(null, false)];
            case BsonArray array:
                var results = new List<(BsonValue? Value, bool Named)>();
                for (var index = 0; index < array.Count; index++)
                {
                    if (array[index] is BsonDocument element)
                        results.AddRange(At(element, path));
                    if (name != index.ToString(System.Globalization.CultureInfo.InvariantCulture))
                        continue;

                    if (rest.IsEmpty)
                        results.Add((array[index], true));
                    else if (array[index] is BsonDocument or BsonArray)
                        results.AddRange(At(array[index], rest));
                }

                return results;
            default:
                return [(null, false)];
        }
    }

    private static IEnumerable<(BsonValue? Value, bool Named)> At(BsonDocument document, string[] path) => At((BsonValue)document, path.AsMemory());
}
