using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Values;

/// <summary>What looks at the values that a path leads to.</summary>
internal interface IPathVisitor
{
    /// <param name="value"><see langword="null"/> where the field is missing.</param>
    /// <param name="position">The position in the outermost array that was passed through without the path naming one; -1 without such an array.</param>
    /// <returns>Whether to end the walk here.</returns>
    bool Visit(BsonValue? value, int position);
}
