using Nuke.Common;
using Nuke.Common.IO;
using Pipeline.Components.Migrations;
using Pipeline.Components.Targets;
using Pipeline.Containers.Building;
using Pipeline.Errors;

namespace Pipeline.Components.Images;

/// <summary>Packs the image that Kubernetes Jobs run: the <c>pipeline</c> command with the compiled migrations, as <see cref="IMigrateDatabase"/> publishes them.</summary>
public interface IBuildOpsImage : IHazImageBuilder, IMigrateDatabase
{
    /// <summary>The image's name. Default <c>ops</c>.</summary>
    string OpsImageName => "ops";

    /// <summary>What a container engine builds from; its context is the folder that the image holds. Default none: no engine is used.</summary>
    AbsolutePath? OpsDockerfile => null;

    /// <summary>Changes what is built: environment, labels.</summary>
    ImageRequest ConfigureOpsImage(ImageRequest request) => request;

    /// <summary>Builds the image.</summary>
    Target BuildOpsImage => _ => _
        .Description("Packs the pipeline command with the migrations as an OCI image, for Jobs in a cluster.")
        .DependsOn<IMigrateDatabase>(x => x.PublishMigrations)
        .Produces(ImageDirectory / $"{OpsImageName}.tar", ImageDirectory / $"{OpsImageName}.json")
        .CacheInputs(Relative(PublishedMigrationsDirectory / "migrations") + "/**", Relative(PublishedMigrationsDirectory / "pipeline") + "/**")
        .CacheImage(this, OpsImageName, "image-ops", OpsDockerfile)
        .Executes(cancellationToken => ImageTarget.RunAsync(this, Assemble()!, OpsImageName, "image-ops", OpsDockerfile, ConfigureOpsImage, cancellationToken));

    // As in the image: the command at the top, the migrations in a folder of their own.
    private AbsolutePath Assemble()
    {
        if (PipelineProject is null)
            throw new PipelineException(ImageComponentErrors.NoPipelineProgram, $"The image '{OpsImageName}' needs the pipeline command, and PipelineProject isn't set. Set it in the build file.") { ExitCode = 2 };
        var folder = ArtifactsDirectory / "publish" / OpsImageName;
        folder.CreateOrCleanDirectory();
        CopyFiles(PublishedMigrationsDirectory / "pipeline", folder);
        CopyFiles(PublishedMigrationsDirectory / "migrations", folder / "migrations");
        return folder;
    }

    private static void CopyFiles(string source, string target)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
