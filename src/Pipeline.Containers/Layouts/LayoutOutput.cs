using Pipeline.Errors;

namespace Pipeline.Containers.Layouts;

/// <summary>The folder that a layout is written to: built beside it, then put in its place as a whole, so that a half-written one is never seen.</summary>
internal sealed class LayoutOutput : IDisposable
{
    private readonly string target;

    /// <exception cref="PipelineException">PIPE3005: the folder holds something that isn't a layout.</exception>
    public LayoutOutput(string layoutDirectory)
    {
        target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(layoutDirectory));
        if (File.Exists(target) || Directory.Exists(target) && !File.Exists(Path.Combine(target, "oci-layout")) && Directory.EnumerateFileSystemEntries(target).Any())
            throw new PipelineException(ContainerErrors.OutputInTheWay, $"'{target}' exists and is no OCI layout, so it isn't replaced. Name another folder, or remove it.");

        WorkDirectory = $"{target}.{Guid.NewGuid():N}.tmp";
        Directory.CreateDirectory(WorkDirectory);
    }

    /// <summary>Where the new layout grows.</summary>
    public string WorkDirectory { get; }

    public void Commit()
    {
        var old = $"{target}.{Guid.NewGuid():N}.old";
        if (Directory.Exists(target))
            Directory.Move(target, old);
        Directory.Move(WorkDirectory, target);
        if (Directory.Exists(old))
            Directory.Delete(old, recursive: true);
    }

    public void Dispose()
    {
        if (Directory.Exists(WorkDirectory))
            Directory.Delete(WorkDirectory, recursive: true);
    }
}
