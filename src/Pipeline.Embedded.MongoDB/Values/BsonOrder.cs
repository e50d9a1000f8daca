using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Values;

/// <summary>
/// MongoDB's order over values of all types, with a hash that agrees with it. A missing value (<see langword="null"/>) is equal to
/// undefined, which is less than null. Source: https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/.
/// </summary>
internal sealed class BsonOrder : IComparer<BsonValue?>, IEqualityComparer<BsonValue?>
{
    private readonly Collation? _collation;

    private BsonOrder(Collation? collation) => _collation = collation;

    public static BsonOrder Simple { get; } = new(null);

    public static BsonOrder For(Collation? collation) => collation is null ? Simple : new BsonOrder(collation);

    public Collation? Collation => _collation;

    public int Compare(BsonValue? x, BsonValue? y)
    {
        if (ReferenceEquals(x, y))
            return 0;

        var left = CanonicalType.Of(x);
        var right = CanonicalType.Of(y);
        return left != right ? left.CompareTo(right) : CompareWithin(left, x!, y!);
    }

    public bool Equals(BsonValue? x, BsonValue? y)
    {
        if (ReferenceEquals(x, y))
            return true;

        if (x is BsonString left && y is BsonString right)
            return _collation is null ? string.Equals(left.Value, right.Value, StringComparison.Ordinal) : _collation.Equals(left.Value, right.Value);

        return Compare(x, y) == 0;
    }

    public int GetHashCode(BsonValue? obj)
    {
        var type = CanonicalType.Of(obj);
        return type switch
        {
            CanonicalType.Number => NumberOrder.Hash(obj!),
            CanonicalType.String => Hash(Text(obj!)),
            CanonicalType.Document => Hash(obj!.AsBsonDocument),
            CanonicalType.Array => Hash(obj!.AsBsonArray),
            CanonicalType.Binary => Hash(obj!.AsBsonBinaryData),
            CanonicalType.ObjectId => obj!.AsObjectId.GetHashCode(),
            CanonicalType.Boolean => obj!.AsBoolean ? 2 : 1,
            CanonicalType.DateTime => ((BsonDateTime)obj!).MillisecondsSinceEpoch.GetHashCode(),
            CanonicalType.Timestamp => ((BsonTimestamp)obj!).Value.GetHashCode(),
            CanonicalType.RegularExpression => ((BsonRegularExpression)obj!).Pattern.GetHashCode(StringComparison.Ordinal),
            CanonicalType.JavaScript or CanonicalType.JavaScriptWithScope => ((BsonJavaScript)obj!).Code.GetHashCode(StringComparison.Ordinal),
            _ => type,
        };
    }

    private int CompareWithin(int type, BsonValue left, BsonValue right) => type switch
    {
        CanonicalType.Number => NumberOrder.Compare(left, right),
        CanonicalType.String => Compare(Text(left), Text(right)),
        CanonicalType.Document => CompareDocuments(left.AsBsonDocument, right.AsBsonDocument),
        CanonicalType.Array => CompareArrays(left.AsBsonArray, right.AsBsonArray),
        CanonicalType.Binary => CompareBinary(left.AsBsonBinaryData, right.AsBsonBinaryData),
        CanonicalType.ObjectId => left.AsObjectId.CompareTo(right.AsObjectId),
        CanonicalType.Boolean => left.AsBoolean.CompareTo(right.AsBoolean),
        CanonicalType.DateTime => ((BsonDateTime)left).MillisecondsSinceEpoch.CompareTo(((BsonDateTime)right).MillisecondsSinceEpoch),
        CanonicalType.Timestamp => ((ulong)((BsonTimestamp)left).Value).CompareTo((ulong)((BsonTimestamp)right).Value),
        CanonicalType.RegularExpression => CompareExpressions((BsonRegularExpression)left, (BsonRegularExpression)right),
        CanonicalType.JavaScript => StringOrder.Compare(((BsonJavaScript)left).Code, ((BsonJavaScript)right).Code),
        CanonicalType.JavaScriptWithScope => CompareScoped((BsonJavaScriptWithScope)left, (BsonJavaScriptWithScope)right),
        _ => 0,
    };

    private int Compare(string left, string right) => _collation is null ? StringOrder.Compare(left, right) : _collation.Compare(left, right);

    private int CompareDocuments(BsonDocument left, BsonDocument right)
    {
        var shorter = Math.Min(left.ElementCount, right.ElementCount);
        for (var index = 0; index < shorter; index++)
        {
            var leftElement = left.GetElement(index);
            var rightElement = right.GetElement(index);
            var leftType = CanonicalType.Of(leftElement.Value);
            var rightType = CanonicalType.Of(rightElement.Value);
            if (leftType != rightType)
                return leftType.CompareTo(rightType);

            // Names are never compared by collation.
            var order = StringOrder.Compare(leftElement.Name, rightElement.Name);
            if (order == 0)
                order = CompareWithin(leftType, leftElement.Value, rightElement.Value);
            if (order != 0)
                return order;
        }

        return left.ElementCount.CompareTo(right.ElementCount);
    }

    private int CompareArrays(BsonArray left, BsonArray right)
    {
        var shorter = Math.Min(left.Count, right.Count);
        for (var index = 0; index < shorter; index++)
        {
            var order = Compare(left[index], right[index]);
            if (order != 0)
                return order;
        }

        return left.Count.CompareTo(right.Count);
    }

    private static int CompareBinary(BsonBinaryData left, BsonBinaryData right)
    {
        var order = left.Bytes.Length.CompareTo(right.Bytes.Length);
        if (order == 0)
            order = ((int)left.SubType).CompareTo((int)right.SubType);
        return order != 0 ? order : left.Bytes.AsSpan().SequenceCompareTo(right.Bytes);
    }

    private static int CompareExpressions(BsonRegularExpression left, BsonRegularExpression right)
    {
        var order = StringOrder.Compare(left.Pattern, right.Pattern);
        return order != 0 ? order : StringOrder.Compare(left.Options, right.Options);
    }

    private int CompareScoped(BsonJavaScriptWithScope left, BsonJavaScriptWithScope right)
    {
        var order = StringOrder.Compare(left.Code, right.Code);
        return order != 0 ? order : CompareDocuments(left.Scope, right.Scope);
    }

    private int Hash(string text) => _collation is null ? text.GetHashCode(StringComparison.Ordinal) : _collation.GetHashCode(text);

    private int Hash(BsonDocument document)
    {
        var hash = new HashCode();
        for (var index = 0; index < document.ElementCount; index++)
        {
            var element = document.GetElement(index);
            hash.Add(element.Name.GetHashCode(StringComparison.Ordinal));
            hash.Add(GetHashCode(element.Value));
        }

        return hash.ToHashCode();
    }

    private int Hash(BsonArray array)
    {
        var hash = new HashCode();
        for (var index = 0; index < array.Count; index++)
            hash.Add(GetHashCode(array[index]));
        return hash.ToHashCode();
    }

    private static int Hash(BsonBinaryData binary)
    {
        var hash = new HashCode();
        hash.AddBytes(binary.Bytes);
        hash.Add((int)binary.SubType);
        return hash.ToHashCode();
    }

    private static string Text(BsonValue value) => value is BsonString text ? text.Value : ((BsonSymbol)value).Name;
}
