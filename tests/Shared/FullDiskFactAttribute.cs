namespace Pipeline.Tests;

/// <summary>A test that needs a tiny file system of its own (<see cref="TinyDisk"/>).</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FullDiskFactAttribute : FactAttribute
{
    public FullDiskFactAttribute()
    {
        var directory = Directory.CreateTempSubdirectory("pipeline-mount-").FullName;
        using (var disk = TinyDisk.TryMount(directory, 16))
            Skip = disk is null ? "A full disk needs a small tmpfs, which only root of this mount namespace may mount." : null;
        Directory.Delete(directory);
    }
}
