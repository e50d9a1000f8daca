using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Indexing;

/// <summary>What an index is: its specification, and what was read from it.</summary>
internal sealed record IndexDefinition
{
    public const string IdName = "_id_";

    public required string Name { get; init; }

    /// <summary>As <c>listIndexes</c> shows it.</summary>
    public required BsonDocument Specification { get; init; }

    public required IReadOnlyList<IndexField> Fields
    {
        get;
        init
        {
            field = value;
            Paths = [.. value.Select(x => x.Path)];
        }
    }

    public IReadOnlyList<FieldPath> Paths { get; private init; } = [];

    public bool IsUnique { get; init; }

    /// <summary>Whether <c>prepareUnique</c> readies it to be unique: it takes no new duplicates, and may still have old ones.</summary>
    public bool IsPreparedUnique { get; init; }

    public bool IsSparse { get; init; }

    public bool IsHidden { get; init; }

    public Collation? Collation { get; init; }

    public Filter? PartialFilter { get; init; }

    /// <summary>Of a TTL index. Default none.</summary>
    public TimeSpan? ExpiresAfter { get; init; }

    /// <summary>Shared by all versions of the index.</summary>
    public required IndexUsage Usage { get; init; }

    public bool IsId => Name == IdName;

    public BsonDocument Key => Specification["key"].AsBsonDocument;

    public byte[][] KeysOf(BsonDocument document, out bool isMultikey)
    {
        isMultikey = false;
        return PartialFilter is not null && !PartialFilter.Matches(document) ? [] : KeyEncoding.KeysOf(this, document, out isMultikey);
    }
}
