using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Accumulating;

/// <summary>Takes in one value after the other and has a result at any time.</summary>
internal abstract class Accumulator
{
    /// <returns><see langword="null"/> where it is missing.</returns>
    public abstract BsonValue? Result { get; }

    public abstract void Add(BsonValue? value);
}
