using System.Collections.Immutable;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>What is the same for every document of one command.</summary>
internal sealed record EvaluationSettings
{
    public static EvaluationSettings None { get; } = new();

    public Collation? Collation
    {
        get;
        init
        {
            field = value;
            Order = BsonOrder.For(value);
        }
    }

    /// <summary>The order and equality of values under <see cref="Collation"/>.</summary>
    public BsonOrder Order { get; private init; } = BsonOrder.For(null);

    /// <summary><c>$$NOW</c>.</summary>
    public DateTime Now { get; init; } = DateTime.UnixEpoch;

    /// <summary><c>$$CLUSTER_TIME</c>.</summary>
    public BsonTimestamp ClusterTime { get; init; } = new(0);

    /// <summary>The command's <c>let</c>, evaluated.</summary>
    public ImmutableDictionary<string, BsonValue> Let { get; init; } = ImmutableDictionary<string, BsonValue>.Empty;
}
