using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Matching;

namespace Pipeline.Embedded.MongoDB.Indexing;

/// <summary>What a partial index's filter may say.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/core/index-partial/.</remarks>
internal static class PartialFilterRules
{
    public static void Require(FilterNode node)
    {
        switch (node)
        {
            case AndNode and:
                foreach (var child in and.Children)
                    Require(child);
                break;
            case OrNode or:
                foreach (var child in or.Children)
                    Require(child);
                break;
            case PathNode { Predicate: ComparisonPredicate or InPredicate or TypePredicate or ExistsPredicate { Exists: true } }:
                break;
            default:
                throw new CommandException(ServerError.CannotCreateIndex, "unsupported expression in partial index: only equality, $exists: true, $gt, $gte, $lt, $lte, $type, $and, $or and $in are");
        }
    }
}
