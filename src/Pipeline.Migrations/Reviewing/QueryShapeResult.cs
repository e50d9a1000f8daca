using MongoDB.Bson;

namespace Pipeline.Migrations.Reviewing;

/// <summary>How the server would answer a declared query.</summary>
/// <param name="Shape">The query.</param>
/// <param name="Index">The index that it uses, or null.</param>
/// <param name="IsSound">It uses an index, the one declared, and sorts by it.</param>
/// <param name="Message">What the server does, as a sentence.</param>
/// <param name="Plan">The winning plan, as explain gives it.</param>
public sealed record QueryShapeResult(QueryShape Shape, string? Index, bool IsSound, string Message, BsonDocument Plan);
