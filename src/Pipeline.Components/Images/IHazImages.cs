using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Components;
using Pipeline.Components.Bills;
using Pipeline.Components.Releases;
using Pipeline.Components.Signing;
using Pipeline.Components.Targets;

namespace Pipeline.Components.Images;

/// <summary>The images that a build makes: the service's, and where it has migrations, the one that Jobs run.</summary>
public interface IHazImages : IHazEvidence, IHazGitRepository
{
    /// <summary>Where images go.</summary>
    AbsolutePath ImageDirectory => ArtifactsDirectory / "images";

    /// <summary>Where bills of materials go, one for each image.</summary>
    AbsolutePath BillDirectory => ArtifactsDirectory / "sbom";

    /// <summary>Where signed attestations go: a folder for each image, with <c>attestations.json</c> and an envelope for each statement.</summary>
    AbsolutePath ReleaseDirectory => ArtifactsDirectory / "release";

    /// <summary>The images: those of <see cref="IBuildImage"/> and <see cref="IBuildOpsImage"/>. The first is the one that is delivered.</summary>
    IReadOnlyList<ImageFiles> Images =>
    [
        .. this is IBuildImage service ? [new ImageFiles(service.ImageName, ImageDirectory) { AssetsFile = service.ServiceProject.Parent / "obj" / "project.assets.json" }] : Array.Empty<ImageFiles>(),
        .. this is IBuildOpsImage ops ? [new ImageFiles(ops.OpsImageName, ImageDirectory) { EvidenceName = "image-ops" }] : Array.Empty<ImageFiles>(),
    ];

    /// <summary>The bill of materials of an image.</summary>
    sealed AbsolutePath BillOf(ImageFiles image) => BillDirectory / $"{image.Name}.cdx.json";

    /// <summary>The signed attestations of an image.</summary>
    sealed AbsolutePath AttestationsOf(ImageFiles image) => ReleaseDirectory / image.Name;

    /// <summary>Lays bills of materials and attestations beside their images, as OCI referrers. Never cached: a layout that was put back from the cache has none.</summary>
    Target AttachToImages => _ => _
        .Unlisted()
        .TryAfter<IBuildImage>(x => x.BuildImage)
        .TryAfter<IBuildOpsImage>(x => x.BuildOpsImage)
        .TryAfter<IMakeSbom>(x => x.Sbom)
        .TryAfter<ISignImage>(x => x.SignImage)
        .Executes(async cancellationToken =>
        {
            foreach (var image in Images)
                await ImageAttachments.AttachAsync(image, BillOf(image), AttestationsOf(image), cancellationToken);
        });

    internal sealed string Relative(AbsolutePath path) => RootDirectory.GetRelativePathTo(path).ToString();
}
