using Nuke.Common;
using Nuke.Common.IO;
using Pipeline.Components.Services;
using Pipeline.Components.Targets;
using Pipeline.Containers.Building;

namespace Pipeline.Components.Images;

/// <summary>Packs the published service as an OCI image: without a container engine, and then the same commit gives the same digest; or with one, from a Dockerfile.</summary>
public interface IBuildImage : IPublishService, IHazImageBuilder
{
    /// <summary>The image's name. Default: the service project's, in lower case with dashes.</summary>
    string ImageName => ServiceProject.NameWithoutExtension.ToLowerInvariant().Replace('.', '-');

    /// <summary>What was built, as JSON: name, digest, whether it has a base.</summary>
    AbsolutePath ImageFile => ImageDirectory / $"{ImageName}.json";

    /// <summary>What a container engine builds from; its context is the published service. Default none: no engine is used.</summary>
    AbsolutePath? Dockerfile => null;

    /// <summary>Changes what is built: ports, environment, labels.</summary>
    ImageRequest ConfigureImage(ImageRequest request) => request;

    /// <summary>Builds the image, and the ops image where the build has one.</summary>
    Target BuildImage => _ => _
        .Description("Packs the service as an OCI image.")
        .DependsOn<IPublishService>(x => x.PublishService)
        .TryDependsOn<IBuildOpsImage>(x => x.BuildOpsImage)
        .Produces(ImageDirectory / $"{ImageName}.tar", ImageFile)
        .CacheInputs(Relative(PublishDirectory) + "/**")
        .CacheImage(this, ImageName, "image", Dockerfile)
        .Executes(cancellationToken => ImageTarget.RunAsync(this, PublishDirectory!, ImageName, "image", Dockerfile, ConfigureImage, cancellationToken));
}
