
namespace Pipeline.Embedded.MongoDB.Values;

/// <summary>How strings are compared. <see langword="null"/> stands for the simple, binary comparison wherever a collation is asked for.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/reference/collation/.</remarks>
internal sealed record Collation
{
    public required string Locale { get; init; }
}
