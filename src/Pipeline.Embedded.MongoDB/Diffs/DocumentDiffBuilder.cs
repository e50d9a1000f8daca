using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Updates;

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

    public void Update(string name, BsonValue value) => Section(ref _updated).Add(name, value);

    /// <summary>A field that wasn't there, at the end of the document.</summary>
    public void Insert(string name, BsonValue value) => Section(ref _inserted).Add(name, value);

    public void Within(string name, BsonDocument diff) => Section(ref _within).Add("s" + name, diff);

    public void Change(string name, UpdateStep step)
    {
        if (step.Difference is not null)
            Within(name, step.Difference);
        else
            Update(name, step.Value!);
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
