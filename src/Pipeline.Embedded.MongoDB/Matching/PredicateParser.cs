using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary>Reads what a query asks of one field.</summary>
internal sealed class PredicateParser(FilterParser filters, Collation? collation)
{
    private readonly BsonOrder _order = BsonOrder.For(collation);

    public IReadOnlyList<Predicate> ParseField(BsonElement element) => element.Value switch
    {
        BsonRegularExpression regex => [RegexParser.Parse(regex)],
        BsonDocument document when IsOperators(document, allowPartialReference: false) => ParseOperators(document, element.Name),
        _ => [Equal(element.Value)],
    };

    /// <summary>The operators that are given for one field, in their order.</summary>
    private List<Predicate> ParseOperators(BsonDocument operators, string field)
    {
        var predicates = new List<Predicate>(operators.ElementCount);
        foreach (var element in operators)
        {
            if (ParseOperator(element, operators, field) is { } predicate)
                predicates.Add(predicate);
        }

        return predicates;
    }

    /// <summary>
    /// Whether the document is a list of operators rather than a value: by its first name, unless that makes it a reference
    /// (<c>{$ref: …, $id: …}</c>).
    /// </summary>
    public static bool IsOperators(BsonDocument document, bool allowPartialReference)
    {
        if (document.ElementCount == 0 || document.GetElement(0).Name is not ['$', ..])
            return false;

        var reference = document.Contains("$ref");
        var id = document.Contains("$id");
        return allowPartialReference ? !(reference || id || document.Contains("$db")) : !(reference && id);
    }

    private Predicate? ParseOperator(BsonElement element, BsonDocument operators, string field)
    {
        var value = element.Value;
        switch (element.Name)
        {
            case "$eq":
                return Equal(value);
            case "$ne":
                return value is BsonRegularExpression
                    ? throw new CommandException(ServerError.BadValue, "Can't have regex as arg to $ne.")
                    : new NotPredicate([Equal(value)]);
            case "$lt":
                return Range(ComparisonOperator.Less, value, field);
            case "$lte":
                return Range(ComparisonOperator.LessOrEqual, value, field);
            case "$gt":
                return Range(ComparisonOperator.Greater, value, field);
            case "$gte":
                return Range(ComparisonOperator.GreaterOrEqual, value, field);
            case "$in":
                return In(value, "$in");
            case "$nin":
                return new NotPredicate([In(value, "$nin")]);
            case "$not":
                return Not(value, field);
            case "$exists":
                return new ExistsPredicate(Truth.Of(value));
            case "$type":
                return new TypePredicate(TypeParser.Parse(value, field));
            case "$regex":
                return RegexParser.Parse(operators);
            case "$options":
                return operators.Contains("$regex") ? null : throw new CommandException(ServerError.BadValue, "$options needs a $regex");
            case "$mod":
                return NumberPredicateParser.Mod(value);
            case "$size":
                return NumberPredicateParser.Size(value);
            case "$bitsAllSet":
                return NumberPredicateParser.Bits(BitTest.AllSet, element);
            case "$bitsAllClear":
                return NumberPredicateParser.Bits(BitTest.AllClear, element);
            case "$bitsAnySet":
                return NumberPredicateParser.Bits(BitTest.AnySet, element);
            case "$bitsAnyClear":
                return NumberPredicateParser.Bits(BitTest.AnyClear, element);
            case "$all":
                return All(value);
            case "$elemMatch":
                return ElemMatch(value);
            case "$comment":
                return null;
            default:
                throw FilterParser.IsGeospatial(element.Name)
                    ? filters.Refuse(element.Name)
                    : new CommandException(ServerError.BadValue, $"unknown operator: {element.Name}");
        }
    }

    private ComparisonPredicate Equal(BsonValue value) => new(ComparisonOperator.Equal, Defined(value)) { Order = _order };

    private ComparisonPredicate Range(ComparisonOperator comparison, BsonValue value, string field) => value is BsonRegularExpression
        ? throw new CommandException(ServerError.BadValue, $"Can't have RegEx as arg to predicate over field '{field}'.")
        : new ComparisonPredicate(comparison, Defined(value)) { Order = _order };

    private static BsonValue Defined(BsonValue value) => value is BsonUndefined
        ? throw new CommandException(ServerError.BadValue, "cannot compare to undefined")
        : value;

    private InPredicate In(BsonValue value, string name)
    {
        if (value is not BsonArray array)
            throw new CommandException(ServerError.BadValue, $"{name} needs an array");

        var values = new List<BsonValue>(array.Count);
        var regexes = new List<RegexPredicate>();
        foreach (var item in array)
        {
            if (item is BsonDocument document && IsOperators(document, allowPartialReference: false))
                throw new CommandException(ServerError.BadValue, "cannot nest $ under $in");

            if (item is BsonRegularExpression regex)
                regexes.Add(RegexParser.Parse(regex));
            else
                values.Add(Defined(item));
        }

        return new InPredicate(values, regexes, _order);
    }

    private NotPredicate Not(BsonValue value, string field)
    {
        switch (value)
        {
            case BsonRegularExpression regex:
                return new NotPredicate([RegexParser.Parse(regex)]);
            case BsonDocument { ElementCount: 0 }:
                throw new CommandException(ServerError.BadValue, "$not cannot be empty");
            case BsonDocument operators:
                return new NotPredicate(ParseOperators(operators, field));
            default:
                throw new CommandException(ServerError.BadValue, "$not needs a regex or a document");
        }
    }

    private AllPredicate All(BsonValue value)
    {
        if (value is not BsonArray array)
            throw new CommandException(ServerError.BadValue, "$all needs an array");

        var elemMatches = array.Count(IsElemMatch);
        if (elemMatches > 0 && elemMatches < array.Count)
        {
            throw IsElemMatch(array[0])
                ? new CommandException(ServerError.BadValue, "$all/$elemMatch has to be consistent")
                : new CommandException(ServerError.BadValue, "no $ expressions in $all");
        }

        if (elemMatches > 0)
            return new AllPredicate([.. array.Select(item => ElemMatch(item["$elemMatch"]))]);

        return new AllPredicate([.. array.Select(AllItem)]);
    }

    private static bool IsElemMatch(BsonValue item) => item is BsonDocument { ElementCount: > 0 } document && document.GetElement(0).Name == "$elemMatch";

    private Predicate AllItem(BsonValue item) => item switch
    {
        BsonRegularExpression regex => RegexParser.Parse(regex),
        BsonDocument document when IsOperators(document, allowPartialReference: false) => throw new CommandException(ServerError.BadValue, "no $ expressions in $all"),
        _ => Equal(item),
    };

    private ElemMatchPredicate ElemMatch(BsonValue value)
    {
        if (value is not BsonDocument query)
            throw new CommandException(ServerError.BadValue, "$elemMatch needs an Object");

        var ofValues = IsOperators(query, allowPartialReference: true)
            && query.GetElement(0).Name is not ("$and" or "$or" or "$nor" or "$where");
        return ofValues
            ? new ElemMatchValuePredicate(ParseOperators(query, ""))
            : new ElemMatchObjectPredicate(filters.ParseInner(query));
    }
}
