using System.Text.Json.Nodes;
using Pipeline.Containers.Signing.Json;

namespace Pipeline.Containers.Signing.Statements;

/// <summary>What a gate made of a scan; an extension field of in-toto's scan result.</summary>
/// <param name="Passed">Whether the findings are acceptable.</param>
/// <param name="Gate">The gate in words: <c>no HIGH or worse with a fix</c>.</param>
public sealed record ScanGateResult(bool Passed, string Gate)
{
    /// <summary>Ids that were let through by a waiver. Default none.</summary>
    public IReadOnlyList<string> Waived { get; init; } = [];

    internal static ScanGateResult Read(JsonFields fields) => new(fields.Text("result") switch
    {
        "PASSED" => true,
        "FAILED" => false,
        var other => throw fields.Wrong("result", $"'{other}' is neither PASSED nor FAILED"),
    }, fields.Text("gate"))
    {
        Waived = fields.Texts("waived"),
    };

    internal JsonObject ToJson()
    {
        var json = new JsonObject { ["result"] = Passed ? "PASSED" : "FAILED", ["gate"] = Gate };
        json.Put("waived", Waived);
        return json;
    }
}
