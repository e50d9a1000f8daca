using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Updates;

namespace Pipeline.Embedded.MongoDB.Diffs;

/// <summary>Collects what changed among the fields of one document.</summary>
internal sealed class DocumentDiffBuilder
{
    private readonly BsonDocument _deleted = new(allowDuplicateNames: true);
    private readonly BsonDocument _updated = new(allowDuplicateNames: true);
    private readonly BsonDocument _inserted = new(allowDuplicateNames: true);
    private readonly BsonDocument _within = new(allowDuplicateNames: true);

    public bool IsEmpty => _deleted.ElementCount + _updated.ElementCount + _inserted.ElementCount + _within.ElementCount == 0;

    public void Delete(string name) => _deleted.Add(name, BsonBoolean.False);

    public void Update(string name, BsonValue value) => _updated.Add(name, value);

    /// <summary>A field that wasn't there, at the end of the document.</summary>
    public void Insert(string name, BsonValue value) => _inserted.Add(name, value);

    public void Within(string name, BsonDocument diff) => _within.Add("s" + name, diff);

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
        if (_deleted.ElementCount > 0)
            diff.Add("d", _deleted);
        if (_updated.ElementCount > 0)
            diff.Add("u", _updated);
        if (_inserted.ElementCount > 0)
            diff.Add("i", _inserted);
        diff.AddRange(_within);
        return diff;
    }
}
