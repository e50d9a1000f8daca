using Nuke.Common;
using Nuke.Common.IO;
using Pipeline.Components.Targets;
using Serilog;

namespace Pipeline.Components.Images;

/// <summary>How images are built: on what, under which tag, with or without a container engine.</summary>
public interface IHazImageBuilder : IHazImages
{
    /// <summary>
    /// The base image: an OCI layout or archive on disk, or a registry's image by digest (<c>mcr.microsoft.com/dotnet/aspnet:10.0@sha256:…</c>), which is
    /// fetched once. Without one an image holds the application layer alone, and says so.
    /// </summary>
    [Parameter("Base image: an OCI layout or archive on disk, or an image of a registry by digest. Without it, the image is the application layer alone.")]
    string? BaseImage => TryGetValue(() => BaseImage);

    /// <summary>
    /// The base image on a build server, where nobody names another: a registry's by digest, fetched once. Where it can't be had, and on a person's machine
    /// (whose images have the same digest with a network and without), images hold the application layer alone, and say so. Default none.
    /// </summary>
    string? DefaultBaseImage => null;

    /// <summary>Tag of the images. Default: the commit's first 12 characters, else <c>dev</c>.</summary>
    [Parameter("Tag of the images. Default is the commit.")]
    string ImageTag => TryGetValue(() => ImageTag) ?? (GitRepository?.Commit is { Length: >= 12 } commit ? commit[..12] : "dev");

    /// <summary>What builds them. Default <see cref="DefaultImageBuilder"/>.</summary>
    [Parameter("What builds images: the container engine with a Dockerfile, or none (daemonless); auto takes the engine where it answers.")]
    ImageBuilderChoice ImageBuilder => TryGetValue<ImageBuilderChoice?>(() => ImageBuilder) ?? DefaultImageBuilder;

    /// <summary>What builds them where nobody says. Default <see cref="ImageBuilderChoice.Auto"/>.</summary>
    ImageBuilderChoice DefaultImageBuilder => ImageBuilderChoice.Auto;

    /// <summary>Base images that were fetched.</summary>
    AbsolutePath BaseImageDirectory => TemporaryDirectory / "base-images";

    /// <summary>Fetches the default base image. Never cached: whether there is a network changes from day to day.</summary>
    Target FetchBaseImage => _ => _
        .Unlisted()
        .OnlyWhenDynamic(() => IsServerBuild && BaseImage == null && DefaultBaseImage != null)
        .Executes(async cancellationToken =>
        {
            if (await new DefaultBase(DefaultBaseImage!, BaseImageDirectory!).FetchAsync(new Progress<string>(x => Log.Debug("{Step}", x)), cancellationToken) is { } problem)
                Log.Warning("The base image can't be had, so images hold the application layer alone: {Problem:l}", problem);
        });

    /// <summary>The base image that is built on: the one that is named, else on a build server the default one, where it was fetched.</summary>
    internal sealed string? UsedBaseImage() => BaseImage ?? (IsServerBuild && DefaultBaseImage is { } image && new DefaultBase(image, BaseImageDirectory!).IsThere ? image : null);

    /// <summary>What the base image is, for the cache's key.</summary>
    internal sealed string? BaseImageKey() => UsedBaseImage() is not { } image ? null
        : File.Exists(image) ? $"{image} {File.GetLastWriteTimeUtc(image).Ticks}"
        : File.Exists(Path.Combine(image, "index.json")) ? $"{image} {File.GetLastWriteTimeUtc(Path.Combine(image, "index.json")).Ticks}"
        : image;
}
