using System.Diagnostics;

namespace EndToEnd.Tests.Running;

/// <summary>A test that needs a tiny file system of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FullDiskFactAttribute : FactAttribute
{
    public FullDiskFactAttribute()
    {
        if (!CanMount())
            Skip = "A full disk needs a small tmpfs, which only root of this mount namespace may mount.";
    }

    private static bool CanMount()
    {
        var directory = Directory.CreateTempSubdirectory("pipeline-mount-").FullName;
        try
        {
            return Succeeds("mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", directory) && Succeeds("umount", directory);
        }
        finally
        {
            Directory.Delete(directory);
        }
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
