using Pipeline.Embedded.MongoDB.Tests.Running;

namespace Pipeline.Embedded.MongoDB.Tests.Specifications;

/// <summary>The whole list of what isn't run.</summary>
internal static class SpecificationSkips
{
    private const string NoDistinctHint = "MongoDB.Driver 3.14 has no hint for distinct.";
    private const string AwaitsFindAndModify = "MongoDB.Driver 3.14 waits for findAndModify's reply at w: 0 too, and gives its document; the case is for a driver that doesn't.";

    public static IReadOnlyList<SpecificationSkip> All { get; } =
    [
        new("crud/distinct-hint.json", "*", NoDistinctHint),
        new("crud/findOneAndDelete-hint-unacknowledged.json", "*", AwaitsFindAndModify),
        new("crud/findOneAndReplace-hint-unacknowledged.json", "*", AwaitsFindAndModify),
        new("crud/findOneAndUpdate-hint-unacknowledged.json", "*", AwaitsFindAndModify),
        new(
            "transactions/client-bulkWrite.json",
            "client bulkWrite with writeConcern in a transaction causes a transaction error",
            "MongoDB.Driver 3.14 sends the command without the write concern where it should throw (CSHARP-5468)."),
    ];

    public static string? ReasonFor(TestCase test) => All.FirstOrDefault(x => x.Covers(test))?.Reason;
}
