using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Connecting;

/// <summary>One request to the API server.</summary>
internal sealed record ApiRequest(HttpMethod Method, string Path)
{
    public const string ServerSideApply = "application/apply-patch+yaml";

    /// <summary>Sent as JSON, which is YAML too.</summary>
    public JsonNode? Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    public string Accept { get; init; } = "application/json";

    /// <summary>Whether the request may be sent again when it isn't known what became of it. A create or an update isn't: its first sending may have been done.</summary>
    public bool IsRepeatable => Method != HttpMethod.Post && Method != HttpMethod.Put;

    /// <summary>How often it is sent at most.</summary>
    public int Attempts { get; init; } = 5;

    public static ApiRequest Get(string path) => new(HttpMethod.Get, path);
}
