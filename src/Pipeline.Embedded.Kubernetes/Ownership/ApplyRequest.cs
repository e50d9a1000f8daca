using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>A server-side apply.</summary>
internal sealed record ApplyRequest
{
    /// <summary>The kind's schema.</summary>
    public required TypeSchema Schema { get; init; }

    /// <summary>The object as it is stored; null where there is none yet. It isn't changed.</summary>
    public JsonObject? Live { get; init; }

    /// <summary>The configuration, as the client sent it. It isn't changed.</summary>
    public required JsonObject Applied { get; init; }

    /// <summary>Who applies (<c>fieldManager</c>).</summary>
    public required string Manager { get; init; }

    /// <summary>The subresource that is applied (<c>status</c>, <c>scale</c>); null for the object itself.</summary>
    public string? Subresource { get; init; }

    /// <summary>Whether fields of other managers are taken over.</summary>
    public bool Force { get; init; }

    /// <summary>The entry's time, where the apply changes anything.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Whether the object itself can't be written a <c>status</c>. Default yes; no for a custom resource without a status subresource.</summary>
    public bool ResetsStatus { get; init; } = true;
}
