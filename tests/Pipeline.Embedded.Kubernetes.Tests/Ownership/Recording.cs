using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Tests.Ownership;

/// <summary>An exchange with a real kube-apiserver.</summary>
internal sealed record Recording(string Method, string Path, string ContentType, JsonNode? Sent, int Status, JsonNode? Received)
{
    public static string Folder => Environment.GetEnvironmentVariable("KUBERNETES_RECORDINGS") ?? "";

    public string ObjectPath => Path.Split('?')[0];

    public bool IsApply => ContentType == "application/apply-patch+yaml";

    public string? Query(string name) =>
        (Path.Split('?').ElementAtOrDefault(1) ?? "").Split('&').Select(pair => pair.Split('=')).FirstOrDefault(pair => pair[0] == name)?[1];

    public static IReadOnlyList<Recording> Read(string scenario) =>
    [
        .. JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(Folder, $"{scenario}.json")))!["exchanges"]!.AsArray().Select(exchange => new Recording(
            $"{exchange!["request"]!["method"]}", $"{exchange["request"]!["path"]}", $"{exchange["request"]!["contentType"]}", exchange["request"]!["body"],
            exchange["response"]!["status"]!.GetValue<int>(), exchange["response"]!["body"])),
    ];
}
