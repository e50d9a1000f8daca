using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Diffs;

/// <summary>Whether two values are the same to the byte: of the same type, and documents with the same fields in the same order.</summary>
internal static class BinaryEquality
{
    public static bool Same(BsonValue left, BsonValue right)
    {
        if (ReferenceEquals(left, right))
            return true;
        if (left.BsonType != right.BsonType)
            return false;
        return left switch
        {
            BsonDocument document => Same(document, (BsonDocument)right),
            BsonArray array => Same(array, (BsonArray)right),
            BsonDouble number => BitConverter.DoubleToInt64Bits(number.Value) == BitConverter.DoubleToInt64Bits(((BsonDouble)right).Value),
            BsonDecimal128 number => Same(number.Value, ((BsonDecimal128)right).Value),
            BsonJavaScriptWithScope code => code.Code == ((BsonJavaScriptWithScope)right).Code && Same(code.Scope, ((BsonJavaScriptWithScope)right).Scope),
            BsonBinaryData binary => binary.SubType == ((BsonBinaryData)right).SubType && binary.Bytes.AsSpan().SequenceEqual(((BsonBinaryData)right).Bytes),
            _ => left.Equals(right),
        };
    }

    private static bool Same(BsonDocument left, BsonDocument right)
    {
        if (left.ElementCount != right.ElementCount)
            return false;
        for (var index = 0; index < left.ElementCount; index++)
        {
            var element = left.GetElement(index);
            var other = right.GetElement(index);
            if (element.Name != other.Name || !Same(element.Value, other.Value))
                return false;
        }

        return true;
    }

    private static bool Same(BsonArray left, BsonArray right)
    {
        if (left.Count != right.Count)
            return false;
        for (var index = 0; index < left.Count; index++)
        {
            if (!Same(left[index], right[index]))
                return false;
        }

        return true;
    }

    private static bool Same(Decimal128 left, Decimal128 right) =>
        left.GetIEEEHighBits() == right.GetIEEEHighBits() && left.GetIEEELowBits() == right.GetIEEELowBits();
}
