using System.Globalization;
using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Components;
using Pipeline.Components.Images;
using Pipeline.Components.Targets;
using Pipeline.Kubernetes.Rendering;
using Serilog;

namespace Pipeline.Components.Manifests;

/// <summary>Renders the Kubernetes manifests of an environment, pinned to the image that was built.</summary>
public interface IRenderManifests : IBuildImage, IHazRegistry
{
    /// <summary>The kustomize layout. Default <c>k8s</c>.</summary>
    AbsolutePath ManifestDirectory => RootDirectory / "k8s";

    /// <summary>The overlay that is deployed, below <c>overlays</c>. Default the environment's name; in a rehearsal, staging's with what a rehearsal changes.</summary>
    string DeployedOverlay => IsRehearsal ? "rehearsal/staging" : Environment;

    /// <summary>Overlays to render, below <c>overlays</c>. Default: the environment's; in a rehearsal all of them, so that each change shows what it does to each.</summary>
    IReadOnlyList<string> Overlays => IsRehearsal ? ["staging", "production", "rehearsal/staging", "rehearsal/production"] : [DeployedOverlay];

    /// <summary>Where the rendered manifests go: <c>output/manifests/staging.yaml</c>.</summary>
    AbsolutePath RenderedDirectory => ArtifactsDirectory / "manifests";

    /// <summary>Renders. Not cached: it takes a tenth of a second, and an overlay may spell out Secrets, which don't belong into a cache that others share.</summary>
    Target RenderManifests => _ => _
        .Description("Renders the Kubernetes manifests, pinned to the image's digest.")
        .DependsOn<IBuildImage>(x => x.BuildImage)
        .Produces(RenderedDirectory / "*.yaml")
        .Executes(async cancellationToken =>
        {
            RenderedDirectory.CreateOrCleanDirectory();
            var objects = 0;
            foreach (var overlay in Overlays)
            {
                var rendered = await RenderAsync(overlay, cancellationToken);
                var file = RenderedDirectory / $"{overlay.Replace('/', '-')}.yaml";
                await File.WriteAllTextAsync(file, rendered.ToYaml(), cancellationToken);
                objects += rendered.Objects.Count;
                Log.Information("{Overlay}: {Count} objects in {File}", overlay, rendered.Objects.Count, RootDirectory.GetRelativePathTo(file).ToString());
            }

            ReportSummary(x =>
            {
                x["Objects"] = objects.ToString(CultureInfo.InvariantCulture);
                return x;
            });
        });

    /// <summary>An overlay with the images that were built: by digest, and for an environment with a registry in that.</summary>
    sealed Task<RenderedManifests> RenderAsync(string overlay, CancellationToken cancellationToken) => KustomizeRenderer.RenderAsync(
        new RenderRequest(ManifestDirectory / "overlays" / overlay) { Images = BuiltImages() },
        cancellationToken);

    /// <summary>The images that manifests are pinned to: those that were built, in the environment's registry if it has one.</summary>
    internal sealed IReadOnlyList<ImageOverride> BuiltImages() =>
        [.. Images.Select(x => new ImageOverride(x.Name) { NewName = Registry is null ? null : $"{Registry}/{x.Name}", Digest = x.Record().Digest })];
}
