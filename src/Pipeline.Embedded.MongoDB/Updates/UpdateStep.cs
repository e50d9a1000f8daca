using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary>What a part of an update made of a value.</summary>
/// <param name="Value">The value afterwards; <see langword="null"/> where there is none.</param>
/// <param name="HasChanged">Whether it is another one than before.</param>
/// <param name="Difference">The change within the value, where it is described more shortly than by the whole value.</param>
internal readonly record struct UpdateStep(BsonValue? Value, bool HasChanged, BsonDocument? Difference = null)
{
    public static UpdateStep Same(BsonValue? value) => new(value, HasChanged: false);

    public static UpdateStep To(BsonValue? value) => new(value, HasChanged: true);
}
