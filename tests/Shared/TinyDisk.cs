using System.Diagnostics;

namespace Pipeline.Tests;

/// <summary>A file system of a few kilobytes, mounted on a folder until it is disposed of.</summary>
internal sealed class TinyDisk : IDisposable
{
    private readonly string _directory;

    private TinyDisk(string directory) => _directory = directory;

    public static TinyDisk? TryMount(string directory, int kibibytes) =>
        Succeeds("mount", "-t", "tmpfs", "-o", $"size={kibibytes}k", "tmpfs", directory) ? new TinyDisk(directory) : null;

    /// <summary>As an administrator does who makes room.</summary>
    public void Grow(int kibibytes) => Assert.True(Succeeds("mount", "-o", $"remount,size={kibibytes}k", _directory));

    public void Dispose() => Succeeds("umount", _directory);

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
