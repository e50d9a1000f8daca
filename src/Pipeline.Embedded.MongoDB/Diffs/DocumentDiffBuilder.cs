using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Diffs;

/// <summary>Collects what changed among the fields of one document.</summary>
internal sealed class DocumentDiffBuilder
{
    private BsonDocument? _deleted;
    private BsonDocument? _updated;
    private BsonDocument? _inserted;
    private BsonDocument? _within;

    public bool IsEmpty => (_deleted ?? _updated ?? _inserted ?? _within) is null;

    public void Delete(string name) => Section(ref _deleted).Add(name, BsonBoolean.False);

    /// <summary>A field that wasn't there, at the end of the document.</summary>
    public void Insert(string name, BsonValue value) => Section(ref _inserted).Add(name, value);

    /// <param name="name">The field.</param>
    /// <param name="value">Its new value.</param>
    /// <param name="diff">The change within it, where that is known.</param>
    public void Change(string name, BsonValue value, BsonDocument? diff)
    {
        if (diff is not null)
            Section(ref _within).Add("s" + name, diff);
        else
            Section(ref _updated).Add(name, value);
    }

    public BsonDocument Build()
    {
        var diff = new BsonDocument(allowDuplicateNames: true);
        if (_deleted is not null)
            diff.Add("d", _deleted);
        if (_updated is not null)
            diff.Add("u", _updated);
        if (_inserted is not null)
            diff.Add("i", _inserted);
        if (_within is not null)
            diff.AddRange(_within);
        return diff;
    }

    private static BsonDocument Section(ref BsonDocument? section) => section ??= new BsonDocument(allowDuplicateNames: true);
}
