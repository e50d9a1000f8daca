using System.Diagnostics;
using System.Globalization;

namespace Pipeline.Embedded.Kubernetes.Running.Processes;

/// <summary>Ends processes of an earlier run that its supervisor couldn't end (the supervisor itself was killed).</summary>
internal static class LeftoverProcesses
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    /// <summary>Kills those whose id stands in a file below the folder, and that started when the file was written: an id that now is another process's is left alone.</summary>
    public static void Kill(string podsDirectory)
    {
        if (!Directory.Exists(podsDirectory))
            return;

        foreach (var file in Directory.EnumerateFiles(podsDirectory, "pid", SearchOption.AllDirectories))
        {
            if (int.TryParse(File.ReadAllText(file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                Kill(id, File.GetLastWriteTimeUtc(file));
            File.Delete(file);
        }
    }

    private static void Kill(int id, DateTime written)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            if ((process.StartTime.ToUniversalTime() - written).Duration() < Tolerance)
                process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It is gone.
        }
    }
}
