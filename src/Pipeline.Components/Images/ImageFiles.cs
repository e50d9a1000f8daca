using Nuke.Common.IO;

namespace Pipeline.Components.Images;

/// <summary>An image that a build makes, and where it lies.</summary>
/// <param name="Name">Its name, without registry, tag and digest.</param>
/// <param name="Directory">The folder of all images.</param>
public sealed record ImageFiles(string Name, AbsolutePath Directory)
{
    /// <summary>The image as an OCI layout's folder.</summary>
    public AbsolutePath Layout => Directory / Name;

    /// <summary>The same, as an OCI archive.</summary>
    public AbsolutePath Archive => Directory / $"{Name}.tar";

    /// <summary>What was built, as JSON: <see cref="ImageRecord"/>.</summary>
    public AbsolutePath RecordFile => Directory / $"{Name}.json";

    /// <summary>What evidence calls it: <c>image</c> for the one that is delivered, else with its name.</summary>
    public string EvidenceName { get; init; } = "image";

    /// <summary>The project's <c>project.assets.json</c>, for its bill of materials; null where the image alone tells its packages.</summary>
    public AbsolutePath? AssetsFile { get; init; }

    /// <summary>What was built.</summary>
    /// <exception cref="Pipeline.Errors.PipelineException">PIPE2023: nothing was.</exception>
    public ImageRecord Record() => ImageRecord.Read(RecordFile!);
}
