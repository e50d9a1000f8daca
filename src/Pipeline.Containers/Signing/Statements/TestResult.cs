using System.Text.Json.Nodes;
using Pipeline.Containers.Signing.Json;

namespace Pipeline.Containers.Signing.Statements;

/// <summary>The result of a test run: in-toto's test-result v0.1.</summary>
public sealed record TestResult : Predicate
{
    private const string RunField = "pipelineTestRun";

    /// <summary>How it ended.</summary>
    public required TestOutcome Result { get; init; }

    /// <summary>What the run was configured by: the test projects, the workflow. in-toto demands the list; it may be empty.</summary>
    public IReadOnlyList<ResourceDescriptor> Configuration { get; init; } = [];

    /// <summary>Where the run can be looked at. Default none.</summary>
    public string? Url { get; init; }

    /// <summary>Names of what passed: tests, or test projects where there are thousands. Default none named.</summary>
    public IReadOnlyList<string> PassedTests { get; init; } = [];

    /// <summary>Names of what passed with warnings. Default none.</summary>
    public IReadOnlyList<string> WarnedTests { get; init; } = [];

    /// <summary>Names of what failed. Default none.</summary>
    public IReadOnlyList<string> FailedTests { get; init; } = [];

    /// <summary>Times, counts and coverage. Default none; then nothing can be said of its age.</summary>
    public TestRun? Run { get; init; }

    /// <inheritdoc/>
    public override string Type => PredicateTypes.TestResult;

    /// <summary>The run's end.</summary>
    public override DateTimeOffset? MadeOn => Run?.FinishedOn;

    internal static TestResult Read(JsonFields fields) => new()
    {
        Result = fields.Text("result") switch
        {
            "PASSED" => TestOutcome.Passed,
            "WARNED" => TestOutcome.Warned,
            "FAILED" => TestOutcome.Failed,
            var other => throw fields.Wrong("result", $"'{other}' is none of PASSED, WARNED, FAILED"),
        },
        Configuration = [.. fields.Objects("configuration").Select(ResourceDescriptor.Read)],
        Url = fields.OptionalText("url"),
        PassedTests = fields.Texts("passedTests"),
        WarnedTests = fields.Texts("warnedTests"),
        FailedTests = fields.Texts("failedTests"),
        Run = fields.OptionalObject(RunField) is { } run ? TestRun.Read(run) : null,
    };

    internal override JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["result"] = Result switch { TestOutcome.Passed => "PASSED", TestOutcome.Warned => "WARNED", _ => "FAILED" },
            ["configuration"] = new JsonArray([.. Configuration.Select(x => x.ToJson())]),
        };
        json.Put("url", Url);
        json.Put("passedTests", PassedTests);
        json.Put("warnedTests", WarnedTests);
        json.Put("failedTests", FailedTests);
        if (Run is not null)
            json[RunField] = Run.ToJson();
        return json;
    }
}
