using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Admitting;

/// <summary>A write on its way to the store.</summary>
internal sealed record AdmissionRequest
{
    public required ResourceType Type { get; init; }

    public required string? NamespaceName { get; init; }

    public required string Name { get; init; }

    /// <summary>The object to be written, with its defaults. An admission may change it.</summary>
    public required JsonObject Value { get; init; }

    /// <summary>The object that it replaces; none for a new one.</summary>
    public JsonObject? Old { get; init; }

    public required WriteOptions Options { get; init; }
}
