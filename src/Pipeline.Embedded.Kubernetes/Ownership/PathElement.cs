using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>One step of a field's path: a field's name, a list item's keys, a set's value, or an index. Ordered and written as structured-merge-diff does.</summary>
internal sealed class PathElement : IComparable<PathElement>, IEquatable<PathElement>
{
    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Kind _kind;
    private readonly JsonNode? _value;
    private readonly IReadOnlyList<KeyValuePair<string, JsonNode?>> _keys = [];
    private readonly int _index;

    private PathElement(Kind kind, string serialized, JsonNode? value = null, int index = 0)
    {
        _kind = kind;
        Serialized = serialized;
        _value = value;
        _index = index;
    }

    private PathElement(IReadOnlyList<KeyValuePair<string, JsonNode?>> keys)
    {
        _kind = Kind.Key;
        _keys = keys;
        Serialized = $"k:{{{string.Join(',', keys.Select(key => $"{Json(JsonValue.Create(key.Key))}:{Json(key.Value)}"))}}}";
    }

    private enum Kind
    {
        Field,
        Key,
        Value,
        Index,
    }

    /// <summary>As it stands in <c>fieldsV1</c>: <c>f:spec</c>, <c>k:{"name":"web"}</c>, <c>v:"a"</c>, <c>i:0</c>.</summary>
    public string Serialized { get; }

    /// <summary>The field's name; null for another kind of step.</summary>
    public string? FieldName => _kind == Kind.Field ? Serialized[2..] : null;

    /// <summary>A field.</summary>
    public static PathElement Field(string name) => new(Kind.Field, $"f:{name}");

    /// <summary>A list's item, by its keys.</summary>
    public static PathElement Keyed(IEnumerable<KeyValuePair<string, JsonNode?>> keys) =>
        new([.. keys.OrderBy(key => key.Key, StringComparer.Ordinal).Select(key => KeyValuePair.Create(key.Key, key.Value?.DeepClone()))]);

    /// <summary>A set's item.</summary>
    public static PathElement Member(JsonNode? value) => new(Kind.Value, $"v:{Json(value)}", value?.DeepClone());

    /// <summary>Reads a step as it stands in <c>fieldsV1</c>; null where it is none.</summary>
    public static PathElement? Parse(string serialized)
    {
        if (serialized.Length < 2 || serialized[1] != ':')
            return null;
        var text = serialized[2..];
        try
        {
            return serialized[0] switch
            {
                'f' => Field(text),
                'k' => JsonNode.Parse(text) is JsonObject keys ? Keyed(keys) : null,
                'v' => Member(JsonNode.Parse(text)),
                'i' => int.TryParse(text, out var index) ? new(Kind.Index, serialized, index: index) : null,
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public int CompareTo(PathElement? other)
    {
        if (other is null)
            return 1;
        if (_kind != other._kind)
            return _kind.CompareTo(other._kind);
        return _kind switch
        {
            Kind.Field => string.CompareOrdinal(Serialized, other.Serialized),
            Kind.Key => CompareKeys(_keys, other._keys),
            Kind.Value => CompareValues(_value, other._value),
            _ => _index.CompareTo(other._index),
        };
    }

    /// <inheritdoc/>
    public bool Equals(PathElement? other) => other is not null && CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PathElement);

    /// <inheritdoc/>
    public override int GetHashCode() => Serialized.GetHashCode(StringComparison.Ordinal);

    /// <summary>As messages show it: <c>.spec</c>, <c>[name="web"]</c>, <c>[="a"]</c>, <c>[0]</c>.</summary>
    public override string ToString() => _kind switch
    {
        Kind.Field => $".{Serialized[2..]}",
        Kind.Key => $"[{string.Join(',', _keys.Select(key => $"{key.Key}={Json(key.Value)}"))}]",
        Kind.Value => $"[={Json(_value)}]",
        _ => $"[{_index}]",
    };

    private static string Json(JsonNode? value) => value is null ? "null" : value.ToJsonString(_plain);

    private static int CompareKeys(IReadOnlyList<KeyValuePair<string, JsonNode?>> left, IReadOnlyList<KeyValuePair<string, JsonNode?>> right)
    {
        for (var i = 0; i < left.Count && i < right.Count; i++)
        {
            var order = string.CompareOrdinal(left[i].Key, right[i].Key);
            if (order == 0)
                order = CompareValues(left[i].Value, right[i].Value);
            if (order != 0)
                return order;
        }
        return left.Count.CompareTo(right.Count);
    }

    /// <summary>Numbers, then strings, then booleans, then the rest.</summary>
    private static int CompareValues(JsonNode? left, JsonNode? right)
    {
        var (leftRank, rightRank) = (Rank(left), Rank(right));
        if (leftRank != rightRank)
            return leftRank.CompareTo(rightRank);
        return leftRank switch
        {
            0 => double.Parse(Json(left), System.Globalization.CultureInfo.InvariantCulture).CompareTo(double.Parse(Json(right), System.Globalization.CultureInfo.InvariantCulture)),
            1 => string.CompareOrdinal(left!.GetValue<string>(), right!.GetValue<string>()),
            _ => string.CompareOrdinal(Json(left), Json(right)),
        };
    }

    private static int Rank(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Number => 0,
        JsonValueKind.String => 1,
        JsonValueKind.True or JsonValueKind.False => 2,
        JsonValueKind.Array => 3,
        JsonValueKind.Object => 4,
        _ => 5,
    };
}
