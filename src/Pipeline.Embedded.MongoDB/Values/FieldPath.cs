using System.Globalization;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Values;

/// <summary>A dotted path into documents, such as <c>address.lines.0</c>.</summary>
internal sealed record FieldPath
{
    private readonly string[] _parts;

    /// <summary>For a part that is written as an array position, that position; -1 for the others.</summary>
    private readonly int[] _positions;

    private FieldPath(string text)
    {
        Text = text;
        _parts = text.Split('.');
        _positions = [.. _parts.Select(Position)];
    }

    public string Text { get; }

    public IReadOnlyList<string> Parts => _parts;

    public int Length => _parts.Length;

    /// <summary>A query may use any path, even one with an empty part, which is a field with an empty name.</summary>
    public static FieldPath Parse(string path) => path.Length > 200 && path.Count(c => c == '.') > 199
        ? throw new CommandException(ServerError.Overflow, "FieldPath is too long")
        : new FieldPath(path);

    /// <summary>The part as a position in an array: digits without a leading zero, or -1.</summary>
    public int PositionAt(int part) => _positions[part];

    public string this[int part] => _parts[part];

    /// <summary>The value at the path through documents only: an array on the way ends it.</summary>
    public BsonValue? Get(BsonDocument document)
    {
        for (var part = 0; ; part++)
        {
            if (!document.TryGetValue(_parts[part], out var value))
                return null;

            if (part == _parts.Length - 1)
                return value;

            if (value is not BsonDocument inner)
                return null;

            document = inner;
        }
    }

    public bool Equals(FieldPath? other) => other is not null && other.Text == Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    private static int Position(string part)
    {
        if (part.Length is 0 or > 9 || (part.Length > 1 && part[0] == '0') || part.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return -1;

        return int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
