using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Faults;

/// <summary>What a fail point does to a command that it lets run, or to its error.</summary>
/// <param name="WriteConcernError">Added to the reply.</param>
/// <param name="Labels">Instead of the labels that the error would have.</param>
internal sealed record FailPointEffect(BsonDocument? WriteConcernError, BsonArray? Labels);
