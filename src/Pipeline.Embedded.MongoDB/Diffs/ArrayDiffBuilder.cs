using System.Globalization;
using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Diffs;

/// <summary>Collects what changed among the elements of one array; positions are given in rising order.</summary>
internal sealed class ArrayDiffBuilder
{
    private readonly BsonDocument _changes = [];
    private int? _length;

    public bool IsEmpty => _changes.ElementCount == 0 && _length is null;

    /// <summary>The array is cut to a length.</summary>
    public void Truncate(int length) => _length = length;

    public void Update(int position, BsonValue value) => _changes.Add("u" + Text(position), value);

    /// <param name="position">The element.</param>
    /// <param name="value">Its new value.</param>
    /// <param name="diff">The change within it, where that is known.</param>
    public void Change(int position, BsonValue value, BsonDocument? diff)
    {
        if (diff is not null)
            _changes.Add("s" + Text(position), diff);
        else
            Update(position, value);
    }

    public BsonDocument Build()
    {
        var diff = new BsonDocument(allowDuplicateNames: true) { { "a", true } };
        if (_length is { } length)
            diff.Add("l", length);
        diff.AddRange(_changes);
        return diff;
    }

    private static string Text(int position) => position.ToString(CultureInfo.InvariantCulture);
}
