using MongoDB.Bson;
using Pipeline.Migrations.Locking;

namespace Pipeline.Migrations.Planning;

/// <summary>What a plan knows of the database, read beforehand and only for the collections that its steps touch.</summary>
public sealed record DatabaseFacts
{
    /// <summary>The database's name.</summary>
    public required string Database { get; init; }

    /// <summary>The server has transactions: a replica set or a sharded cluster.</summary>
    public bool HasTransactions { get; init; } = true;

    /// <summary>A restore point is wired.</summary>
    public bool HasRestorePoint { get; init; }

    /// <summary>Who migrates the database at this moment; null for nobody.</summary>
    public LockHolder? Holder { get; init; }

    /// <summary>Documents from which on a collection counts as large. Default 100,000.</summary>
    public long LargeCollection { get; init; } = 100_000;

    /// <summary>The collections that exist.</summary>
    public IReadOnlyDictionary<string, CollectionFacts> Collections { get; init; } = new Dictionary<string, CollectionFacts>();

    /// <summary>Keys that occur more than once and are to be unique.</summary>
    public IReadOnlyList<DuplicateKeys> Duplicates { get; init; } = [];
}

/// <summary>What a plan knows of a collection.</summary>
/// <param name="Documents">How many documents it has, estimated from its metadata.</param>
/// <param name="Bytes">Their size, uncompressed.</param>
/// <param name="Indexes">Definitions of its indexes by name, as <c>listIndexes</c> gives them.</param>
public sealed record CollectionFacts(long Documents, long Bytes, IReadOnlyDictionary<string, BsonDocument> Indexes);

/// <summary>Keys that stand in the way of a unique index.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Index">The index's name.</param>
/// <param name="Examples">Some of the keys, as JSON, with how many documents have each.</param>
public sealed record DuplicateKeys(string Collection, string Index, IReadOnlyList<string> Examples);
