using MongoDB.Bson;

namespace Pipeline.Migrations.Reviewing;

/// <summary>An index of the database, with its use.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Name">Its name.</param>
/// <param name="Definition">Its definition, as <c>listIndexes</c> gives it.</param>
/// <param name="SizeBytes">Its size on disk; null where the server doesn't tell.</param>
/// <param name="Uses">How many queries used it; null where the server doesn't tell.</param>
/// <param name="Since">Since when the server counts: its start, or the index's creation.</param>
public sealed record IndexUsage(string Collection, string Name, BsonDocument Definition, long? SizeBytes, long? Uses, DateTime? Since);
