using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Accumulating;

/// <summary>An accumulator with its arguments, as a field of <c>$group</c> has it.</summary>
internal sealed record Accumulation
{
    /// <summary>What is evaluated over each document and given to the accumulator.</summary>
    public required Expression Input { get; init; }

    /// <summary>Makes the accumulator of one group; the scope's root is <c>{_id: …}</c> of the group.</summary>
    public required Func<EvaluationScope, Accumulator> Create { get; init; }

    public BsonValue? Of(IEnumerable<BsonDocument> documents, EvaluationScope scope)
    {
        var accumulator = Create(scope);
        foreach (var document in documents)
            accumulator.Add(Input.Evaluate(new EvaluationScope(document, scope.Settings)));
        return accumulator.Result;
    }
}
