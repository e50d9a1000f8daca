using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Operations;

internal static class Aggregation
{
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
