using Pipeline.Kubernetes.Rendering;
using Pipeline.Kubernetes.Validating;

namespace Pipeline.Kubernetes.Reporting;

/// <summary>What to review, and by which measure.</summary>
/// <param name="Manifests">The rendered objects of one environment.</param>
public sealed record ReviewRequest(RenderedManifests Manifests)
{
    /// <summary>The cluster's version. Default 1.32.</summary>
    public KubernetesVersion Version { get; init; } = new(1, 32);

    /// <summary>Objects that come from elsewhere, as <see cref="ValidationRequest.External"/> says.</summary>
    public IReadOnlyList<string> External { get; init; } = [];

    /// <summary>Files, and folders with files, that hold CustomResourceDefinitions.</summary>
    public IReadOnlyList<string> SchemaPaths { get; init; } = [];

    /// <summary>A file of waivers, besides the annotations <c>pipeline/waive-…</c>. Default none.</summary>
    public string? WaiverFile { get; init; }

    /// <summary>Where images may come from: <c>ghcr.io/acme</c>, <c>*.dkr.ecr.eu-west-1.amazonaws.com/*</c>. Default: anywhere.</summary>
    public IReadOnlyList<string> AllowedRegistries { get; init; } = [];

    /// <summary>Makes an image without a digest an error, as before anything is deployed. Default false: a warning, since a digest exists only once the image is built.</summary>
    public bool RequireDigests { get; init; }

    /// <summary>Says what day it is, for waivers. Default the system's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
