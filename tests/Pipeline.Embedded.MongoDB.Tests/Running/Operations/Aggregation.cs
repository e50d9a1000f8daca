using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Operations;

internal static class Aggregation
{
    /// <summary>Whether the pipeline ends in $out or $merge. The driver's other methods would read what was written, by a find of their own.</summary>
    public static bool Writes(Arguments arguments) =>
        arguments.Documents("pipeline") is { Count: > 0 } stages && stages[^1].ElementCount > 0 && stages[^1].GetElement(0).Name is "$out" or "$merge";

    public static AggregateOptions Options(Arguments arguments) => new()
    {
        AllowDiskUse = arguments.OptionalBoolean("allowDiskUse"),
        BatchSize = arguments.OptionalInt32("batchSize"),
        BypassDocumentValidation = arguments.OptionalBoolean("bypassDocumentValidation"),
        Collation = arguments.Collation(),
        Comment = arguments.Optional("comment"),
        Hint = arguments.Optional("hint"),
        Let = arguments.OptionalDocument("let"),
        MaxAwaitTime = arguments.Milliseconds("maxAwaitTimeMS"),
        MaxTime = arguments.Milliseconds("maxTimeMS"),
    };
}
