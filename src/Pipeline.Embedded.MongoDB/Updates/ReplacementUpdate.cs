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
        var replacement = (BsonDocument)specification;
        foreach (var name in replacement.Names)
        {
            if (name.StartsWith('$') && name is not ("$ref" or "$id" or "$db"))
                throw UpdatePath.DollarPrefixed(name, name);
        }

        if (replacement.TryGetValue("_id", out var id))
            DocumentId.RequireStorable(id);
        return new ReplacementUpdate(replacement, options.Evaluation);
    }

    public override BsonDocument Apply(BsonDocument document, string? positionalIndex, out bool changed, out BsonDocument? diff)
    {
        diff = null;
        return Finish(document, WithIdFirst(), out changed);
    }

    protected override BsonDocument Create(BsonDocument seed) => DocumentId.Kept(seed, WithIdFirst());

    /// <summary>A copy; empty timestamps of its own level become the time of the server.</summary>
    private BsonDocument WithIdFirst()
    {
        var copy = new BsonDocument(allowDuplicateNames: true);
        if (_replacement.TryGetValue("_id", out var id))
            copy.Add("_id", id);
        foreach (var element in _replacement)
        {
            if (element.Name == "_id")
                continue;
            copy.Add(element.Name, element.Value is BsonTimestamp { Value: 0 } ? _evaluation.ClusterTime : element.Value);
        }

        return copy;
    }
}
