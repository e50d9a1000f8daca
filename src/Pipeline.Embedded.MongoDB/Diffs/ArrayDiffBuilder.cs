using System.Globalization;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Updates;

namespace Pipeline.Embedded.MongoDB.Diffs;

/// <summary>Collects what changed among the elements of one array; positions are given in rising order.</summary>
internal sealed class ArrayDiffBuilder
{
    private readonly BsonDocument _changes = new(allowDuplicateNames: true);
    private int? _length;

    public bool IsEmpty => _changes.ElementCount == 0 && _length is null;

    /// <summary>The array is cut to a length.</summary>
    public void Truncate(int length) => _length = length;

    public void Update(int position, BsonValue value) => _changes.Add("u" + Text(position), value);

    public void Within(int position, BsonDocument diff) => _changes.Add("s" + Text(position), diff);

    public void Change(int position, UpdateStep step)
    {
        if (step.Difference is not null)
            Within(position, step.Difference);
        else
            Update(position, step.Value!);
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
