using System.Text.Json.Nodes;
using Pipeline.Errors;

namespace Pipeline.Cli.Showing;

/// <summary>
/// An answer for a program that reads the log of a Job, where standard output and standard error come mixed: one line of JSON behind a mark which
/// that program chose, so that nothing else in the log can be taken for it. <c>{"answer": …}</c> is what <c>--output json</c> gives, <c>{"error": …}</c> how the command failed.
/// </summary>
internal static class MarkedAnswer
{
    /// <summary>The variable that holds the mark.</summary>
    public const string Variable = "PIPELINE_ANSWER_MARK";

    public static string Line(string mark, string json) => $"{mark} {new JsonObject { ["answer"] = JsonNode.Parse(json) }.ToJsonString()}";

    public static string Line(string mark, ErrorCode code, string message) =>
        $"{mark} {new JsonObject { ["error"] = new JsonObject { ["id"] = code.Id, ["message"] = message, ["cure"] = code.Cure } }.ToJsonString()}";
}
