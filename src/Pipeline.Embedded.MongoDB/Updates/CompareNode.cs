using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary><c>$min</c> and <c>$max</c>.</summary>
/// <param name="argument">The value to compare with and to store.</param>
/// <param name="sign">Of the comparison of the argument with the stored value that makes the argument take its place: -1 for <c>$min</c>, 1 for <c>$max</c>.</param>
/// <param name="order">The order of the command's collation.</param>
internal sealed class CompareNode(BsonValue argument, int sign, BsonOrder order) : UpdateNode
{
    public override UpdateStep Apply(BsonValue? current, UpdateContext context) =>
        current is null || Math.Sign(order.Compare(argument, current)) == sign ? UpdateStep.To(argument) : UpdateStep.Same(current);
}
