using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Planning;

/// <summary>Which documents of a collection are asked for, and in which order.</summary>
internal sealed record Query
{
    public required Filter Filter { get; init; }

    /// <summary>As it was given, for <c>explain</c>.</summary>
    public BsonDocument FilterDocument { get; init; } = [];

    public BsonDocument? Sort { get; init; }

    public long Skip { get; init; }

    public long? Limit { get; init; }

    public Collation? Collation { get; init; }

    /// <summary>An index's name or key, or <c>{$natural: 1}</c>.</summary>
    public BsonValue? Hint { get; init; }

    /// <summary>Index bounds given as documents. Default none.</summary>
    public BsonDocument? Min { get; init; }

    /// <summary>Not included.</summary>
    public BsonDocument? Max { get; init; }

    /// <summary>Whether the position of the array element that matched is wanted.</summary>
    public bool NeedsPosition { get; init; }

    public SortPattern? SortPattern => Sort is { ElementCount: > 0 } sort && !IsNatural ? SortPattern.Parse(sort) : null;

    /// <summary>Sorted by <c>$natural</c>, which is a hint rather than an order.</summary>
    public bool IsNatural => Sort is { ElementCount: > 0 } sort && sort.GetElement(0).Name == "$natural";
}
