using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>A write other than an apply, for the managed fields that follow from it.</summary>
internal sealed record UpdateOwnershipRequest
{
    /// <summary>The kind's schema.</summary>
    public required TypeSchema Schema { get; init; }

    /// <summary>The object before; null for a create. It isn't changed.</summary>
    public JsonObject? Live { get; init; }

    /// <summary>The object after, defaults included: its <c>metadata.managedFields</c> is set here.</summary>
    public required JsonObject Updated { get; init; }

    /// <summary>Who writes: the <c>fieldManager</c>, or the user agent up to its first slash.</summary>
    public required string Manager { get; init; }

    /// <summary>The subresource that is written; null for the object itself.</summary>
    public string? Subresource { get; init; }

    /// <summary>The entry's time, where the write changes anything.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Whether the object itself can't be written a <c>status</c>. Default yes; no for a custom resource without a status subresource.</summary>
    public bool ResetsStatus { get; init; } = true;
}
