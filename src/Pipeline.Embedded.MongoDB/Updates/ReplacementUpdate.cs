using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary>A whole new document in place of the old one, which keeps its <c>_id</c>.</summary>
internal sealed class ReplacementUpdate : Update
{
    private readonly BsonDocument _replacement;
    private readonly EvaluationSettings _evaluation;

    private ReplacementUpdate(BsonDocument replacement, EvaluationSettings evaluation)
    {
        _replacement = replacement;
        _evaluation = evaluation;
    }

    public override bool IsReplacement => true;

    public static new ReplacementUpdate Parse(BsonValue specification, UpdateOptions options)
    {
        if (options.Multi)
            throw new CommandException(ServerError.FailedToParse, "multi update is not supported for replacement-style update");
        if (options.ArrayFilters is { Count: > 0 })
            throw new CommandException(ServerError.FailedToParse, "arrayFilters may not be specified for replacement-style updates");
        return new ReplacementUpdate((BsonDocument)specification, options.Evaluation);
    }

    public override BsonDocument Apply(BsonDocument document, string? positionalIndex, out bool changed, out BsonDocument? diff)
    {
        if (_replacement.Names.FirstOrDefault(UpdatePath.IsRefused) is { } dollar)
            throw UpdatePath.DollarPrefixed(dollar, dollar);
        diff = null;
        return Finish(document, Copy(), out changed);
    }

    protected override BsonDocument Create(BsonDocument seed) => DocumentId.Kept(seed, Copy());

    /// <summary>Empty timestamps of its own level become the time of the server.</summary>
    private BsonDocument Copy()
    {
        var copy = new BsonDocument(allowDuplicateNames: true);
        foreach (var element in _replacement)
            copy.Add(element.Name, element is { Value: BsonTimestamp { Value: 0 }, Name: not "_id" } ? _evaluation.ClusterTime : element.Value);
        return copy;
    }
}
