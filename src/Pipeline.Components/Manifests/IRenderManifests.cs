using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Components;
using Pipeline.Components.Images;
using Pipeline.Components.Targets;
using Pipeline.Kubernetes.Rendering;
using Pipeline.Kubernetes.Reporting;
using Serilog;

namespace Pipeline.Components.Manifests;

/// <summary>Renders the Kubernetes manifests of each overlay, pinned to the image that was built, and validates them.</summary>
public interface IRenderManifests : IBuildImage
{
    /// <summary>The kustomize layout. Default <c>k8s</c>.</summary>
    AbsolutePath ManifestDirectory => RootDirectory / "k8s";

    /// <summary>Overlays to render, below <c>overlays</c>. Default: staging and production.</summary>
    IReadOnlyList<string> Overlays => ["staging", "production"];

    /// <summary>Where the rendered manifests go.</summary>
    AbsolutePath RenderedDirectory => ArtifactsDirectory / "manifests";

    /// <summary>Renders and validates.</summary>
    Target RenderManifests => _ => _
        .Description("Renders and validates the Kubernetes manifests, pinned to the image's digest.")
        .DependsOn<IBuildImage>(x => x.BuildImage)
        .Produces(RenderedDirectory / "*.yaml")
        .CacheInputs(RootDirectory.GetRelativePathTo(ManifestDirectory) + "/**", RootDirectory.GetRelativePathTo(ImageFile).ToString())
        .CacheValue(nameof(Overlays), () => string.Join(' ', Overlays))
        .CacheOutputs(RootDirectory.GetRelativePathTo(RenderedDirectory).ToString())
        .Executes(async cancellationToken =>
        {
            RenderedDirectory.CreateOrCleanDirectory();
            var image = ImageRecord.Read(ImageFile!);
            var objects = 0;
            foreach (var overlay in Overlays)
            {
                var rendered = await KustomizeRenderer.RenderAsync(
                    new RenderRequest(ManifestDirectory / "overlays" / overlay) { Images = [new ImageOverride(ImageName) { Digest = image.Digest }] },
                    cancellationToken);
                var report = await ManifestReview.ReviewAsync(new ReviewRequest(rendered) { RequireDigests = true }, cancellationToken);
                foreach (var finding in report.Require().Warnings)
                    Log.Warning("{Finding}", finding.ToString());
                foreach (var finding in report.Notes)
                    Log.Information("{Finding}", finding.ToString());
                var file = RenderedDirectory / $"{overlay.Replace('/', '-')}.yaml";
                await File.WriteAllTextAsync(file, rendered.ToYaml(), cancellationToken);
                objects += rendered.Objects.Count;
                Log.Information("{Overlay}: {Count} objects in {File}", overlay, rendered.Objects.Count, RootDirectory.GetRelativePathTo(file).ToString());
            }

            ReportSummary(x =>
            {
                x["Objects"] = objects.ToString(System.Globalization.CultureInfo.InvariantCulture);
                return x;
            });
        });
}
