using System.Text.Json.Nodes;
using Pipeline.Containers.Signing.Json;

namespace Pipeline.Containers.Signing.Statements;

/// <summary>Figures of a test run; an extension field of in-toto's test result, which has neither time nor counts.</summary>
public sealed record TestRun
{
    /// <summary>When the run began.</summary>
    public DateTimeOffset? StartedOn { get; init; }

    /// <summary>When the run ended.</summary>
    public required DateTimeOffset FinishedOn { get; init; }

    /// <summary>Tests that passed.</summary>
    public required int Passed { get; init; }

    /// <summary>Tests that failed.</summary>
    public required int Failed { get; init; }

    /// <summary>Tests that were skipped. Default 0.</summary>
    public int Skipped { get; init; }

    /// <summary>Lines covered, in per cent; null if not measured.</summary>
    public double? LineCoveragePercent { get; init; }

    /// <summary>Branches covered, in per cent; null if not measured.</summary>
    public double? BranchCoveragePercent { get; init; }

    internal static TestRun Read(JsonFields fields) => new()
    {
        StartedOn = fields.OptionalTime("startedOn"),
        FinishedOn = fields.Time("finishedOn"),
        Passed = fields.Integer("passed"),
        Failed = fields.Integer("failed"),
        Skipped = fields.OptionalInteger("skipped") ?? 0,
        LineCoveragePercent = fields.OptionalNumber("lineCoveragePercent"),
        BranchCoveragePercent = fields.OptionalNumber("branchCoveragePercent"),
    };

    internal JsonObject ToJson()
    {
        var json = new JsonObject { ["finishedOn"] = Timestamp.Text(FinishedOn), ["passed"] = Passed, ["failed"] = Failed, ["skipped"] = Skipped };
        json.Put("startedOn", StartedOn);
        json.Put("lineCoveragePercent", LineCoveragePercent);
        json.Put("branchCoveragePercent", BranchCoveragePercent);
        return json;
    }
}
