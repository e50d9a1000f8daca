using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Tests.Recorded;

/// <summary>An exchange with a real kube-apiserver.</summary>
/// <param name="Place">The scenario and the exchange's place in it: <c>05-apply-errors#14</c>.</param>
internal sealed record Exchange(string Place, string Method, string Path, string? ContentType, JsonNode? Sent, int Status, JsonNode? Received, string? Warning)
{
    /// <summary>Whether it waits for controllers: their statuses are compared there and nowhere else.</summary>
    public bool IsAboutControllers => Place.StartsWith("09", StringComparison.Ordinal) || Place == "11-custom-resource#1";

    public static IReadOnlyList<Exchange> Read(string scenario)
    {
        var file = System.IO.Path.Combine(Ownership.Recording.Folder, scenario + ".json");
        var exchanges = JsonNode.Parse(File.ReadAllText(file))!["exchanges"]!.AsArray();
        return [.. exchanges.Select((x, i) => Of($"{scenario}#{i}", x!["request"]!, x["response"]!))];
    }

    private static Exchange Of(string place, JsonNode request, JsonNode response) => new(
        place,
        (string)request["method"]!,
        (string)request["path"]!,
        (string?)request["contentType"],
        request["body"],
        (int)response["status"]!,
        response["body"],
        (string?)response["warning"]);
}
