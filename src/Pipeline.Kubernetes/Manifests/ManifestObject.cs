using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Manifests;

/// <summary>One Kubernetes object, as written in a manifest.</summary>
/// <param name="Body">The whole object, in the order it was written.</param>
/// <param name="Source">The file that it came from, for messages.</param>
public sealed record ManifestObject(JsonObject Body, string Source)
{
    /// <summary><c>apps/v1</c>, <c>v1</c>.</summary>
    public string ApiVersion => Text(Body, "apiVersion") ?? "";

    /// <summary><c>Deployment</c>.</summary>
    public string Kind => Text(Body, "kind") ?? "";

    /// <summary><c>apps</c>; empty for the core group.</summary>
    public string Group => ApiVersion.Contains('/') ? ApiVersion[..ApiVersion.IndexOf('/')] : "";

    /// <summary><c>v1</c>.</summary>
    public string Version => ApiVersion[(ApiVersion.IndexOf('/') + 1)..];

    /// <summary>metadata.name.</summary>
    public string Name => Text(Body["metadata"] as JsonObject, "name") ?? "";

    /// <summary>metadata.namespace; null where there is none.</summary>
    public string? Namespace => Text(Body["metadata"] as JsonObject, "namespace");

    /// <summary><c>Deployment/agentkit-staging/agentkit-server</c>.</summary>
    public override string ToString() => string.Join('/', new[] { Kind, Namespace, Name }.Where(x => !string.IsNullOrEmpty(x)));

    internal static string? Text(JsonObject? item, string name) => item?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
