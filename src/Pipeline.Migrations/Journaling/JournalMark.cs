using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Migrations.Journaling;

/// <summary>A change of a journal document, or the same change of several. It is an aggregation pipeline, so that the server's clock can be written.</summary>
internal sealed class JournalMark(params IReadOnlyList<long> versions)
{
    private const string Now = "$$NOW";
    private readonly BsonDocument _set = [];
    private readonly BsonArray _unset = [];

    public IReadOnlyList<long> Versions { get; } = versions;

    /// <summary>Sets a field; null leaves it as it is.</summary>
    public JournalMark Set(string field, BsonValue? value)
    {
        // Without $literal a text that begins with $ would be read as a field's path.
        if (value is not (null or BsonNull))
            _set[field] = new BsonDocument("$literal", value);
        return this;
    }

    /// <summary>Sets a field to a value of each version's own, in their order.</summary>
    public JournalMark SetEach(string field, BsonArray values)
    {
        if (values.Count == 1)
            return Set(field, values[0]);
        var place = new BsonDocument("$indexOfArray", new BsonArray { new BsonDocument("$literal", new BsonArray(Versions)), "$_id" });
        _set[field] = new BsonDocument("$arrayElemAt", new BsonArray { new BsonDocument("$literal", values), place });
        return this;
    }

    public JournalMark Set(BsonDocument fields)
    {
        foreach (var field in fields)
            Set(field.Name, field.Value);
        return this;
    }

    public JournalMark SetNow(string field)
    {
        _set[field] = Now;
        return this;
    }

    public JournalMark Unset(params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
            _unset.Add(field);
        return this;
    }

    /// <summary>Adds to the history, with the server's time.</summary>
    /// <param name="entry">What happened.</param>
    /// <param name="fields">Fields that this mark sets, and that the history is to keep.</param>
    public JournalMark Remember(BsonDocument entry, params ReadOnlySpan<string> fields)
    {
        var expression = new BsonDocument { { "at", Now } };
        foreach (var element in entry)
            expression.Add(element.Name, new BsonDocument("$literal", element.Value));
        foreach (var field in fields)
            expression.Add(field, _set[field]);
        _set["history"] = new BsonDocument("$concatArrays", new BsonArray { new BsonDocument("$ifNull", new BsonArray { "$history", new BsonArray() }), new BsonArray { expression } });
        return this;
    }

    public WriteModel<BsonDocument> ToModel(BsonDocument condition, bool isUpsert = false)
    {
        var stages = new List<BsonDocument> { new("$set", _set) };
        if (_unset.Count > 0)
            stages.Add(new BsonDocument("$unset", _unset));
        var update = Builders<BsonDocument>.Update.Pipeline(PipelineDefinition<BsonDocument, BsonDocument>.Create(stages));
        return Versions.Count == 1
            ? new UpdateOneModel<BsonDocument>(new BsonDocument("_id", Versions[0]).Merge(condition), update) { IsUpsert = isUpsert }
            : new UpdateManyModel<BsonDocument>(new BsonDocument("_id", new BsonDocument("$in", new BsonArray(Versions))).Merge(condition), update);
    }
}
