using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Validating;

/// <summary>A container of a pod.</summary>
internal sealed record Container(JsonObject Body, ContainerRole Role)
{
    public string Name => Body.Text("name") ?? "";

    public JsonNode? Security => Body.At("securityContext");

    /// <summary>The four probes and hooks' handlers.</summary>
    public IEnumerable<JsonObject> Handlers =>
        new[] { Body.At("startupProbe"), Body.At("readinessProbe"), Body.At("livenessProbe"), Body.At("lifecycle").At("preStop"), Body.At("lifecycle").At("postStart") }.OfType<JsonObject>();

    public override string ToString() => $"container '{Name}'";
}

internal enum ContainerRole
{
    Main,

    /// <summary>Runs to its end before the others start.</summary>
    Init,

    /// <summary>An init container with restartPolicy Always: it goes on running.</summary>
    Sidecar,

    Ephemeral,
}
