using System.Globalization;
using System.Text;
using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Errors;

/// <summary>Values as MongoDB writes them in its messages: <c>{ a: 1, b: "x", _id: ObjectId('…') }</c>.</summary>
internal static class ShellText
{
    public static string Of(BsonValue value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, BsonValue value)
    {
        switch (value.BsonType)
        {
            case BsonType.Document:
                AppendDocument(text, value.AsBsonDocument);
                break;
            case BsonType.Array:
                AppendArray(text, value.AsBsonArray);
                break;
            case BsonType.String:
                text.Append('"').Append(value.AsString.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
                break;
            case BsonType.Double:
                text.Append(Double(value.AsDouble));
                break;
            case BsonType.Boolean:
                text.Append(value.AsBoolean ? "true" : "false");
                break;
            case BsonType.Null:
                text.Append("null");
                break;
            case BsonType.Undefined:
                text.Append("undefined");
                break;
            case BsonType.ObjectId:
                text.Append("ObjectId('").Append(value.AsObjectId).Append("')");
                break;
            case BsonType.DateTime:
                text.Append("new Date(").Append(value.AsBsonDateTime.MillisecondsSinceEpoch).Append(')');
                break;
            case BsonType.Timestamp:
                text.Append("Timestamp(").Append(value.AsBsonTimestamp.Timestamp).Append(", ").Append(value.AsBsonTimestamp.Increment).Append(')');
                break;
            case BsonType.Decimal128:
                text.Append("NumberDecimal(\"").Append(value.AsDecimal128).Append("\")");
                break;
            case BsonType.Binary:
                AppendBinary(text, value.AsBsonBinaryData);
                break;
            case BsonType.RegularExpression:
                text.Append('/').Append(value.AsBsonRegularExpression.Pattern).Append('/').Append(value.AsBsonRegularExpression.Options);
                break;
            case BsonType.MinKey:
                text.Append("MinKey");
                break;
            case BsonType.MaxKey:
                text.Append("MaxKey");
                break;
            default:
                text.Append(value);
                break;
        }
    }

    private static void AppendDocument(StringBuilder text, BsonDocument document)
    {
        if (document.ElementCount == 0)
        {
            text.Append("{}");
            return;
        }

        text.Append("{ ");
        var first = true;
        foreach (var element in document)
        {
            if (!first)
                text.Append(", ");
            first = false;
            text.Append(element.Name).Append(": ");
            Append(text, element.Value);
        }

        text.Append(" }");
    }

    private static void AppendArray(StringBuilder text, BsonArray array)
    {
        if (array.Count == 0)
        {
            text.Append("[]");
            return;
        }

        text.Append("[ ");
        for (var i = 0; i < array.Count; i++)
        {
            if (i > 0)
                text.Append(", ");
            Append(text, array[i]);
        }

        text.Append(" ]");
    }

    private static void AppendBinary(StringBuilder text, BsonBinaryData binary)
    {
        if (binary.SubType == BsonBinarySubType.UuidStandard && binary.Bytes.Length == 16)
            text.Append("UUID(\"").Append(new Guid(binary.Bytes, bigEndian: true)).Append("\")");
        else
            text.Append("BinData(").Append((int)binary.SubType).Append(", ").Append(Convert.ToHexString(binary.Bytes)).Append(')');
    }

    /// <summary>A double always shows that it is one.</summary>
    private static string Double(double value)
    {
        if (double.IsNaN(value))
            return "nan";
        if (double.IsInfinity(value))
            return value > 0 ? "inf" : "-inf";
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
    }
}
