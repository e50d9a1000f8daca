using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Tests.Running;

/// <summary>One file of cases in MongoDB's unified test format.</summary>
internal sealed record TestFile
{
    private static readonly string[] Known = ["description", "schemaVersion", "runOnRequirements", "createEntities", "initialData", "tests", "_yamlAnchors"];

    /// <summary>Path below the folder of cases, with forward slashes.</summary>
    public required string Name { get; init; }

    public required Version SchemaVersion { get; init; }

    public required IReadOnlyList<Requirement> Requirements { get; init; }

    public required IReadOnlyList<BsonDocument> CreateEntities { get; init; }

    public required IReadOnlyList<CollectionData> InitialData { get; init; }

    public IReadOnlyList<TestCase> Tests { get; private init; } = [];

    public static TestFile Parse(string name, string json)
    {
        var document = BsonDocument.Parse(json);
        if (document.Names.FirstOrDefault(x => !Known.Contains(x)) is { } unknown)
            throw new UnsupportedByRunnerException($"{name}: the runner doesn't know the field '{unknown}'.");
        var version = ServerVersion.Parse(document["schemaVersion"].AsString);
        if (version.Major != 1)
            throw new UnsupportedByRunnerException($"{name}: the runner knows schema version 1, not {version}.");

        var file = new TestFile
        {
            Name = name,
            SchemaVersion = version,
            Requirements = [.. Documents(document, "runOnRequirements").Select(x => new Requirement(x))],
            CreateEntities = [.. Documents(document, "createEntities")],
            InitialData = [.. Documents(document, "initialData").Select(CollectionData.Parse)],
        };
        return file with { Tests = [.. Described(file, document["tests"].AsBsonArray)] };
    }

    internal static IEnumerable<BsonDocument> Documents(BsonDocument document, string name) =>
        document.TryGetValue(name, out var value) ? value.AsBsonArray.Select(x => x.AsBsonDocument) : [];

    /// <summary>Two tests of one file may have one description; the later ones are then numbered.</summary>
    private static IEnumerable<TestCase> Described(TestFile file, BsonArray tests)
    {
        var seen = new Dictionary<string, int>();
        foreach (var test in tests.Select(x => x.AsBsonDocument))
        {
            var description = test["description"].AsString;
            var times = seen[description] = seen.GetValueOrDefault(description) + 1;
            yield return TestCase.Parse(file, times == 1 ? description : $"{description} #{times}", test);
        }
    }
}
