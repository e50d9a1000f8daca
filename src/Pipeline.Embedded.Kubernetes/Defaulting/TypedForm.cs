using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Defaulting;

/// <summary>An object as it is after a way through Kubernetes' own types: what those don't know is gone, amounts and moments are canonical, empty values are as they write them.</summary>
internal static class TypedForm
{
    private static readonly SearchValues<char> _base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/\r\n");

    /// <summary>Takes in what a client sent. A value of a wrong type is a <see cref="FormatException"/> in the words of Go's decoder.</summary>
    public static void Decode(JsonObject value, TypeSchema schema) => DecodeFields(value, schema, []);

    /// <summary>Writes what is always written, and leaves off lists and maps without items.</summary>
    public static void Encode(JsonObject value, TypeSchema schema)
    {
        foreach (var (name, child) in value.ToArray())
        {
            if (schema.Fields.GetValueOrDefault(name) is not { } field)
                continue;
            EncodeValue(child, field.Type);
            if (field.Presence != FieldPresence.Always && (child is JsonArray { Count: 0 } || (child is JsonObject { Count: 0 } && IsMap(field.Type))))
                value.Remove(name);
        }
        foreach (var (name, field) in schema.Fields)
        {
            if (field.Presence == FieldPresence.Always && !value.ContainsKey(name))
                value[name] = EmptyObjects.ValueOf(field.Type);
        }
    }

    private static bool IsMap(TypeSchema type) => type is { Shape: ValueShape.Object, Element: not null };

    private static void EncodeValue(JsonNode? value, TypeSchema type)
    {
        switch (value)
        {
            case JsonObject entries when IsMap(type):
                foreach (var (_, entry) in entries)
                    EncodeValue(entry, type.Element!);
                break;
            case JsonObject fields when type.Shape == ValueShape.Object:
                Encode(fields, type);
                break;
            case JsonArray items when type.Element is { } element:
                foreach (var item in items)
                    EncodeValue(item, element);
                break;
        }
    }

    private static void DecodeFields(JsonObject value, TypeSchema schema, IReadOnlyList<string> path)
    {
        foreach (var (name, child) in value.ToArray())
        {
            if (schema.Fields.GetValueOrDefault(name) is not { } field || child is null)
            {
                value.Remove(name);
                continue;
            }
            IReadOnlyList<string> below = [.. path, name];
            var decoded = DecodeValue(child, field.Type, new(schema.Name, below));
            if (field.Presence == FieldPresence.DropsZero && IsZero(decoded))
                value.Remove(name);
            else if (!ReferenceEquals(decoded, child))
                value[name] = decoded;
        }
    }

    private static bool IsZero(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>().Length == 0,
        JsonValueKind.False => true,
        JsonValueKind.Number => value.AsWhole() == 0,
        _ => false,
    };

    private static JsonNode? DecodeValue(JsonNode? value, TypeSchema type, Place place)
    {
        if (value is null)
            return null;
        var kind = value.GetValueKind();
        switch (type.Shape)
        {
            case ValueShape.Any:
                return value;
            case ValueShape.Object:
                if (value is not JsonObject fields)
                    throw place.Mismatch(kind, TypeName(type));
                if (IsMap(type))
                    DecodeEntries(fields, type.Element!, place);
                else
                    DecodeFields(fields, type, place.Path);
                return value;
            case ValueShape.List:
                if (value is not JsonArray items)
                    throw place.Mismatch(kind, TypeName(type));
                for (var i = 0; i < items.Count; i++)
                {
                    var decoded = DecodeValue(items[i], type.Element!, place);
                    if (!ReferenceEquals(decoded, items[i]))
                        items[i] = decoded;
                }
                return value;
            case ValueShape.Quantity:
                return DecodeQuantity(value, kind, place);
            case ValueShape.Time or ValueShape.MicroTime:
                return DecodeTime(value, kind, type.Shape, place);
            default:
                CheckScalar(value, kind, type, place);
                return value;
        }
    }

    private static void DecodeEntries(JsonObject entries, TypeSchema element, Place place)
    {
        foreach (var (name, entry) in entries.ToArray())
        {
            // A null among strings is an empty string; among amounts it is none.
            var decoded = entry is null ? EmptyObjects.ValueOf(element) : DecodeValue(entry, element, place);
            if (!ReferenceEquals(decoded, entry))
                entries[name] = decoded;
        }
    }

    private static JsonNode DecodeQuantity(JsonNode value, JsonValueKind kind, Place place)
    {
        if (kind is not (JsonValueKind.String or JsonValueKind.Number))
            throw place.Mismatch(kind, "resource.Quantity");
        var text = kind == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
        var canonical = Quantity.Parse(text.Trim()).ToString();
        return kind == JsonValueKind.String && canonical == text ? value : JsonValue.Create(canonical);
    }

    private static JsonNode DecodeTime(JsonNode value, JsonValueKind kind, ValueShape shape, Place place)
    {
        if (kind != JsonValueKind.String)
            throw place.Mismatch(kind, "string");
        var text = value.GetValue<string>();
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) || !text.Contains('T', StringComparison.Ordinal))
            throw new FormatException($"parsing time {JsonSerializer.Serialize(text)} as \"{(shape == ValueShape.Time ? "2006-01-02T15:04:05Z07:00" : "2006-01-02T15:04:05.000000Z07:00")}\": cannot parse {JsonSerializer.Serialize(text)} as \"2006\"");
        var canonical = time.UtcDateTime.ToString(shape == ValueShape.Time ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        return canonical == text ? value : JsonValue.Create(canonical);
    }

    private static void CheckScalar(JsonNode value, JsonValueKind kind, TypeSchema type, Place place)
    {
        var isRight = type.Shape switch
        {
            ValueShape.Text or ValueShape.Bytes => kind == JsonValueKind.String,
            ValueShape.Boolean => kind is JsonValueKind.True or JsonValueKind.False,
            ValueShape.Number => kind == JsonValueKind.Number,
            ValueShape.IntOrString => kind == JsonValueKind.String || value.AsWhole() is not null,
            ValueShape.Int32 => value.AsWhole() is >= int.MinValue and <= int.MaxValue,
            _ => value.AsWhole() is not null,
        };
        if (!isRight)
            throw place.Mismatch(kind, TypeName(type), kind == JsonValueKind.Number && type.Shape is ValueShape.Int32 or ValueShape.Int64 ? $" {value.ToJsonString()}" : "");
        if (type.Shape == ValueShape.Bytes && IllegalByte(value.GetValue<string>()) is { } position)
            throw new FormatException($"illegal base64 data at input byte {position}");
    }

    /// <summary>Where a text stops being base 64, as Go's decoder says it; null where it is.</summary>
    private static int? IllegalByte(string text)
    {
        if (Convert.TryFromBase64String(text, new byte[text.Length], out _))
            return null;
        var position = text.AsSpan().IndexOfAnyExcept(_base64);
        return position >= 0 && text[position] != '=' ? position : text.Length - (text.Length % 4);
    }

    private static string TypeName(TypeSchema type) => type.Shape switch
    {
        ValueShape.Int32 => "int32",
        ValueShape.Int64 => "int64",
        ValueShape.Number => "float64",
        ValueShape.Boolean => "bool",
        ValueShape.IntOrString => "intstr.IntOrString",
        ValueShape.Quantity => "resource.Quantity",
        ValueShape.Bytes => "[]uint8",
        ValueShape.List => $"[]{TypeName(type.Element!)}",
        ValueShape.Object when IsMap(type) => $"map[string]{TypeName(type.Element!)}",
        ValueShape.Object => $"v1.{ShortName(type.Name)}",
        _ => "string",
    };

    private static string? ShortName(string? model) => model is ['V', var digit, ..] && char.IsAsciiDigit(digit) ? model[2..] : model;

    private sealed record Place(string? Struct, IReadOnlyList<string> Path)
    {
        public FormatException Mismatch(JsonValueKind kind, string type, string number = "")
        {
            var found = kind switch
            {
                JsonValueKind.True or JsonValueKind.False => "bool",
                JsonValueKind.Number => $"number{number}",
                JsonValueKind.Object => "object",
                JsonValueKind.Array => "array",
                _ => "string",
            };
            return new($"json: cannot unmarshal {found} into Go struct field {ShortName(Struct)}.{string.Join('.', Path)} of type {type}");
        }
    }
}
