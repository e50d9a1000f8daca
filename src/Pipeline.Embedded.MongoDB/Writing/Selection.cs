using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Planning;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Writing;

/// <summary>Which documents a command is about, as its fields say it.</summary>
internal sealed record Selection
{
    public BsonDocument Filter { get; init; } = [];

    public BsonDocument? Sort { get; init; }

    public BsonDocument? Collation { get; init; }

    public BsonValue? Hint { get; init; }

    public BsonDocument? Let { get; init; }

    public long Skip { get; init; }

    /// <summary>What is named, else the collection's.</summary>
    public Collation? CollationOn(CollectionState? collection) => Collation is { ElementCount: > 0 } ? Values.Collation.Parse(Collation) : collection?.Options.Collation;

    public EvaluationSettings Evaluation(CommandRequest request, CollectionState? collection) => request.Evaluation(CollationOn(collection), Let);

    public Query ToQuery(CommandRequest request, CollectionState? collection, long? limit, bool needsPosition)
    {
        var evaluation = Evaluation(request, collection);
        return new Query
        {
            Filter = Matching.Filter.Parse(Filter, new FilterOptions { Evaluation = evaluation, AllowWhere = true }),
            FilterDocument = Filter,
            Sort = Sort,
            Skip = Skip,
            Limit = limit,
            Collation = evaluation.Collation,
            Hint = Hint is BsonDocument { ElementCount: 0 } ? null : Hint,
            NeedsPosition = needsPosition,
        };
    }
}
