using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary>A place in the tree of an update's paths: a modifier, or names that lead on to modifiers.</summary>
internal abstract class UpdateNode
{
    /// <param name="current">The value that is there, <see langword="null"/> for none; documents and arrays may be changed in place.</param>
    /// <param name="context">What the parts of the update share.</param>
    public abstract UpdateStep Apply(BsonValue? current, UpdateContext context);

    /// <summary>The node that does what two do at one place, which comes up where several paths lead to the same array element.</summary>
    public static UpdateNode Merge(UpdateNode left, UpdateNode right, string path) => (left, right) switch
    {
        (FieldsNode fields, FieldsNode others) => fields.MergedWith(others, path),
        (ElementsNode elements, ElementsNode others) => elements.MergedWith(others, path),
        _ => throw new CommandException(ServerError.ConflictingUpdateOperators, $"Update created a conflict at '{path}'"),
    };
}
