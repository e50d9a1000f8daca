using Pipeline.Embedded.MongoDB.Tests.Running;

namespace Pipeline.Embedded.MongoDB.Tests.Specifications;

/// <summary>The whole list of what isn't run.</summary>
internal static class SpecificationSkips
{
    private const string NoDistinctHint = "MongoDB.Driver 3.14 has no hint for distinct.";

    public static IReadOnlyList<SpecificationSkip> All { get; } =
    [
        new("crud/distinct-hint.json", "*", NoDistinctHint),
    ];

    public static string? ReasonFor(TestCase test) => All.FirstOrDefault(x => x.Covers(test))?.Reason;
}
