using System.Globalization;
using System.Numerics;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Schemas;

/// <summary><c>pattern</c>, <c>maxLength</c>, <c>minLength</c>, <c>multipleOf</c>, <c>maximum</c>, <c>minimum</c>.</summary>
internal static class ScalarKeywords
{
    private const string LengthReason = "specified string length was not satisfied";

    public static IEnumerable<SchemaRule> Parse(BsonDocument schema)
    {
        if (schema.TryGetElement("pattern", out var pattern))
            yield return Pattern(pattern);

        if (schema.TryGetElement("maxLength", out var longest))
        {
            var limit = SchemaParser.Count(longest);
            yield return Rule(longest, LengthReason, value => value is not BsonString text || Length(text) <= limit);
        }

        if (schema.TryGetElement("minLength", out var shortest))
        {
            var limit = SchemaParser.Count(shortest);
            yield return Rule(shortest, LengthReason, value => value is not BsonString text || Length(text) >= limit);
        }

        if (schema.TryGetElement("multipleOf", out var multiple))
            yield return MultipleOf(multiple);

        if (Bound(schema, "maximum", "exclusiveMaximum", order => order < 0) is { } maximum)
            yield return maximum;

        if (Bound(schema, "minimum", "exclusiveMinimum", order => order > 0) is { } minimum)
            yield return minimum;
    }

    private static ValueRule Rule(BsonElement element, string reason, Func<BsonValue, bool> test) =>
        new(element.Name, new BsonDocument(element), reason, test, Considered);

    private static BsonDocument Considered(BsonValue value) => new("consideredValue", value);

    private static ValueRule Pattern(BsonElement element)
    {
        if (element.Value is not BsonString text)
            throw SchemaParser.WrongType("pattern", "a string");

        var regex = new RegexPredicate(text.Value, "");
        return Rule(element, "regular expression did not match", value => value is not BsonString candidate || regex.IsMatch(candidate.Value));
    }

    /// <summary>In code points, as MongoDB counts.</summary>
    private static int Length(BsonString text) => text.Value.Length - text.Value.Count(char.IsLowSurrogate);

    private static ValueRule? Bound(BsonDocument schema, string keyword, string exclusiveKeyword, Func<int, bool> within)
    {
        var bounded = schema.TryGetElement(keyword, out var element);
        if (!schema.TryGetValue(exclusiveKeyword, out var flag))
            flag = BsonBoolean.False;
        else if (!bounded)
            throw SchemaParser.Bad($"$jsonSchema keyword '{keyword}' must be a present if {exclusiveKeyword} is present");

        if (!bounded)
            return null;

        if (!flag.IsBoolean)
            throw SchemaParser.WrongType(exclusiveKeyword, "a boolean");

        if (!element.Value.IsNumeric)
            throw SchemaParser.WrongType(keyword, "a number");

        var exclusive = flag.AsBoolean;
        var specifiedAs = new BsonDocument(element);
        if (exclusive)
            specifiedAs.Add(exclusiveKeyword, flag);
        return new ValueRule(keyword, specifiedAs, "comparison failed", IsWithin, Considered);

        bool IsWithin(BsonValue value)
        {
            if (!value.IsNumeric)
                return true;

            if (NumberOrder.IsNaN(value) || NumberOrder.IsNaN(element.Value))
                return NumberOrder.IsNaN(value) && NumberOrder.IsNaN(element.Value) && !exclusive;

            var order = NumberOrder.Compare(value, element.Value);
            return within(order) || (order == 0 && !exclusive);
        }
    }

    private static ValueRule MultipleOf(BsonElement element)
    {
        if (!element.Value.IsNumeric)
            throw SchemaParser.WrongType("multipleOf", "a number");

        if (NumberOrder.Compare(element.Value, new BsonInt32(0)) <= 0 || !TryParts(element.Value, out var divisor))
            throw SchemaParser.Bad("$jsonSchema keyword 'multipleOf' must have a positive value");

        return Rule(
            element,
            "considered value is not a multiple of the specified value",
            value => !value.IsNumeric || (TryParts(value, out var parts) && IsMultiple(parts, divisor)));
    }

    private static bool IsMultiple(DecimalParts value, DecimalParts divisor)
    {
        var exponent = Math.Min(value.Exponent, divisor.Exponent);
        return (value.Coefficient * BigInteger.Pow(10, value.Exponent - exponent) % (divisor.Coefficient * BigInteger.Pow(10, divisor.Exponent - exponent))).IsZero;
    }

    /// <summary>A double counts by its first 15 digits, so that 0.3 is a multiple of 0.1.</summary>
    private static bool TryParts(BsonValue value, out DecimalParts parts)
    {
        parts = default;
        if (value is BsonDouble real)
        {
            if (!double.IsFinite(real.Value))
                return false;

            parts = DecimalParts.Of(Decimal128.Parse(real.Value.ToString("G15", CultureInfo.InvariantCulture)));
            return true;
        }

        var exact = value is BsonDecimal128 number ? number.Value : new Decimal128(value.ToInt64());
        if (Decimal128.IsNaN(exact) || Decimal128.IsInfinity(exact))
            return false;

        parts = DecimalParts.Of(exact);
        return true;
    }
}
