using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Tests.Running;

/// <summary>One test of a file.</summary>
internal sealed record TestCase
{
    private static readonly string[] Known = ["description", "comment", "runOnRequirements", "skipReason", "operations", "expectEvents", "expectLogMessages", "outcome", "expectTracingMessages"];

    public required TestFile File { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<Requirement> Requirements { get; init; }

    /// <summary>The files' own reason for not running it at all.</summary>
    public string? SkipReason { get; init; }

    public required IReadOnlyList<OperationDescription> Operations { get; init; }

    public required IReadOnlyList<BsonDocument> ExpectEvents { get; init; }

    public required IReadOnlyList<CollectionData> Outcome { get; init; }

    /// <summary>Something the case asserts that the runner can't observe; such a test fails, it isn't passed over.</summary>
    public string? Unobservable { get; init; }

    public static TestCase Parse(TestFile file, string description, BsonDocument document) => new()
    {
        File = file,
        Description = description,
        Requirements = [.. TestFile.Documents(document, "runOnRequirements").Select(x => new Requirement(x))],
        SkipReason = document.GetValue("skipReason", null)?.AsString,
        Operations = [.. TestFile.Documents(document, "operations").Select(OperationDescription.Parse)],
        ExpectEvents = [.. TestFile.Documents(document, "expectEvents")],
        Outcome = [.. TestFile.Documents(document, "outcome").Select(CollectionData.Parse)],
        Unobservable = document.Names.FirstOrDefault(x => !Known.Contains(x) || x is "expectLogMessages" or "expectTracingMessages"),
    };

    /// <summary>Why a server doesn't have to pass it, or null where it must.</summary>
    public string? NotApplicableTo(ServerFacts server) =>
        SkipReason is not null ? $"the case skips itself: {SkipReason}"
        : Requirement.Unmet(File.Requirements, server) is { } file ? $"the file requires {file}"
        : Requirement.Unmet(Requirements, server) is { } test ? $"the test requires {test}"
        : null;

    public override string ToString() => $"{File.Name}: {Description}";
}
