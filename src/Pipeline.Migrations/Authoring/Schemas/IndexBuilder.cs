using System.Globalization;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Driver;

namespace Pipeline.Migrations.Authoring.Schemas;

/// <summary>Describes an index.</summary>
public sealed class IndexBuilder
{
    private readonly BsonDocument _keys = [];
    private string? _name;
    private IndexDefinition _index = new() { Name = "", Keys = [] };

    internal IndexBuilder()
    {
    }

    /// <summary>Adds fields, lowest value first.</summary>
    public IndexBuilder Ascending(params IReadOnlyList<string> fields) => Keys(fields, 1);

    /// <summary>Adds fields, highest value first.</summary>
    public IndexBuilder Descending(params IReadOnlyList<string> fields) => Keys(fields, -1);

    /// <summary>Adds a field by its hash.</summary>
    public IndexBuilder Hashed(string field) => Keys([field], "hashed");

    /// <summary>Names it. By default it has the name that MongoDB would give.</summary>
    public IndexBuilder Named(string name)
    {
        _name = name;
        return this;
    }

    /// <summary>Forbids two documents with the same key.</summary>
    public IndexBuilder Unique() => With(_index with { IsUnique = true });

    /// <summary>Leaves out documents without the fields.</summary>
    public IndexBuilder Sparse() => With(_index with { IsSparse = true });

    /// <summary>Keeps the planner from using it, to try what dropping it would do.</summary>
    public IndexBuilder Hidden() => With(_index with { IsHidden = true });

    /// <summary>Holds only documents that match.</summary>
    public IndexBuilder OnlyWhere(FilterDefinition<BsonDocument> filter) =>
        With(_index with { PartialFilter = filter.Render(new RenderArgs<BsonDocument>(BsonSerializer.LookupSerializer<BsonDocument>(), BsonSerializer.SerializerRegistry)) });

    /// <summary>Deletes documents this long after the date in the indexed field. Whole seconds.</summary>
    public IndexBuilder ExpireAfter(TimeSpan age) => With(_index with { ExpireAfter = age });

    /// <summary>Compares strings by a collation, such as <c>new("en", strength: CollationStrength.Secondary)</c>.</summary>
    public IndexBuilder Collated(Collation collation) => With(_index with { Collation = collation.ToBsonDocument() });

    internal IndexDefinition Build() => _keys.ElementCount == 0
        ? throw new InvalidOperationException("An index without fields. Add .Ascending(…) or .Descending(…).")
        : _index with { Keys = _keys, Name = _name ?? DefaultName() };

    private string DefaultName() => string.Join('_', _keys.Select(x => string.Create(CultureInfo.InvariantCulture, $"{x.Name}_{x.Value}")));

    private IndexBuilder Keys(IReadOnlyList<string> fields, BsonValue order)
    {
        foreach (var field in fields)
            _keys.Add(field, order);
        return this;
    }

    private IndexBuilder With(IndexDefinition index)
    {
        _index = index;
        return this;
    }
}
