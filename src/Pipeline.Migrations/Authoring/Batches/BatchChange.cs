using MongoDB.Bson;

namespace Pipeline.Migrations.Authoring.Batches;

/// <summary>One pass over a collection, in batches.</summary>
public sealed record BatchChange
{
    /// <summary>The collection.</summary>
    public required string Collection { get; init; }

    /// <summary>Which documents. Read again for each batch, in its transaction. Default all.</summary>
    public BsonDocument Filter { get; init; } = [];

    /// <summary>Documents in a batch, and so in a transaction. Default 1,000, MongoDB's advice for a transaction's size.</summary>
    public int BatchSize { get; init; } = 1000;

    /// <summary>Pause after each batch, so that a busy database can breathe. Default none.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>The update, operators or an aggregation pipeline; null where <see cref="Transform"/> is given.</summary>
    public BsonValue? Update { get; init; }

    /// <summary>Gives a document's replacement, or null to leave it. It depends on nothing but the document.</summary>
    public Func<BsonDocument, BsonDocument?>? Transform { get; init; }

    /// <summary>What it does, for a plan.</summary>
    public override string ToString() =>
        $"{(Update is null ? "rewrite documents of" : "update documents of")} {Collection}{(Filter.ElementCount == 0 ? "" : $" where {Filter.ToJson()}")}, {BatchSize} at a time";
}
