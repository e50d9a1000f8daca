using System.Text.Json.Nodes;
using Pipeline.Containers.Signing.Json;

namespace Pipeline.Containers.Signing.Statements;

/// <summary>How one stage of a delivery ended, and its record among the evidence.</summary>
/// <param name="Stage">Which stage: <c>Test</c>, <c>ScanImage</c>.</param>
/// <param name="Result">Its result, in the stage's words: <c>passed</c>, <c>not done</c>.</param>
/// <param name="Content">The record's digest.</param>
/// <param name="FinishedOn">When the stage ended.</param>
public sealed record StageResult(string Stage, string Result, Digest Content, DateTimeOffset FinishedOn)
{
    internal static StageResult Read(JsonFields fields) => new(fields.Text("stage"), fields.Text("result"), fields.Digest("digest"), fields.Time("finishedOn"));

    internal JsonObject ToJson() => new() { ["stage"] = Stage, ["result"] = Result, ["digest"] = Content.ToString(), ["finishedOn"] = Timestamp.Text(FinishedOn) };
}
