using Nuke.Common;
using Nuke.Common.Git;
using Nuke.Common.IO;
using Nuke.Components;
using Pipeline.Components.Services;
using Pipeline.Components.Targets;
using Pipeline.Containers.Building;
using Serilog;

namespace Pipeline.Components.Images;

/// <summary>Packs the published service as an OCI image, without a container engine; the same commit gives the same digest.</summary>
public interface IBuildImage : IPublishService, IHazGitRepository
{
    /// <summary>The base image: an OCI layout or archive on disk. Without one the image holds the application layer alone, and says so.</summary>
    [Parameter("Base image: an OCI layout or archive on disk. Without it, the image is the application layer alone.")]
    AbsolutePath? BaseImage => TryGetValue(() => BaseImage);

    /// <summary>Tag of the image. Default: the commit's first 12 characters, else <c>dev</c>.</summary>
    [Parameter("Tag of the image. Default is the commit.")]
    string ImageTag => TryGetValue(() => ImageTag) ?? (GitRepository?.Commit is { Length: >= 12 } commit ? commit[..12] : "dev");

    /// <summary>The image's name. Default: the service project's, in lower case with dashes.</summary>
    string ImageName => ServiceProject.NameWithoutExtension.ToLowerInvariant().Replace('.', '-');

    /// <summary>Where images go.</summary>
    AbsolutePath ImageDirectory => ArtifactsDirectory / "images";

    /// <summary>What was built, as JSON: name, digest, whether it has a base.</summary>
    AbsolutePath ImageFile => ImageDirectory / $"{ImageName}.json";

    /// <summary>Changes what is built: ports, environment, labels.</summary>
    ImageRequest ConfigureImage(ImageRequest request) => request;

    /// <summary>Builds the image.</summary>
    Target BuildImage => _ => _
        .Description("Packs the service as an OCI image.")
        .DependsOn<IPublishService>(x => x.PublishService)
        .Produces(ImageDirectory / "*.tar", ImageDirectory / "*.json")
        .CacheInputs(RootDirectory.GetRelativePathTo(PublishDirectory) + "/**")
        .CacheValue(nameof(BaseImage), () => BaseImage is { } image && File.Exists(image) ? $"{image} {File.GetLastWriteTimeUtc(image).Ticks}" : BaseImage?.ToString())
        .CacheValue(nameof(ImageTag), () => ImageTag)
        .CacheValue("Commit", () => GitRepository?.Commit)
        .CacheVariables("SOURCE_DATE_EPOCH")
        .CacheOutputs(RootDirectory.GetRelativePathTo(ImageDirectory / ImageName).ToString(), RootDirectory.GetRelativePathTo(ImageDirectory / $"{ImageName}.tar").ToString(), RootDirectory.GetRelativePathTo(ImageFile).ToString())
        .Executes(async cancellationToken =>
        {
            var commit = GitRepository?.Commit;
            var request = ConfigureImage(new ImageRequest
            {
                ApplicationDirectory = PublishDirectory!,
                Name = ImageName,
                Version = ImageTag,
                Created = await CommitTime.FindAsync(RootDirectory!, cancellationToken),
                LayoutDirectory = ImageDirectory / ImageName,
                ArchivePath = ImageDirectory / $"{ImageName}.tar",
                BaseImage = BaseImage is { } image ? new BaseImage(image!) : null,
                Revision = commit,
                Source = GitRepository?.HttpsUrl,
            });
            Directory.CreateDirectory(ImageDirectory!);
            var built = await new LayoutImageBuilder(new Progress<string>(x => Log.Debug("{Step}", x))).BuildAsync(request, cancellationToken);
            ImageRecord.Write(ImageFile!, built);
            foreach (var warning in built.Warnings)
                Log.Warning("{Warning}", warning);
            Log.Information("{Reference}", built.Reference);
            ReportSummary(x =>
            {
                x["Digest"] = built.Digest.ToString()[..19];
                x["Size"] = $"{built.SizeBytes / 1024.0 / 1024.0:0.0} MiB";
                x["Base"] = built.HasBase ? "yes" : "none (application layer alone)";
                return x;
            });
        });
}
