using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Embedded.Kubernetes.Running.Volumes;

/// <summary>
/// A folder whose files change all at once, as the kubelet writes ConfigMap volumes: they are links into <c>..data</c>, which is a link to a folder
/// with a name of its own, and changes by one rename.
/// </summary>
internal static class AtomicFolder
{
    private const string Data = "..data";

    /// <summary>True where something changed.</summary>
    public static bool Write(string directory, IReadOnlyList<VolumeFile> files)
    {
        Directory.CreateDirectory(directory);
        if (IsSame(directory, files))
            return false;

        var next = $"..{DateTime.UtcNow:yyyy_MM_dd_HH_mm_ss}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        foreach (var file in files)
        {
            var path = Inside(Path.Combine(directory, next), file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, file.Content);
            FilePermissions.Set(path, file.Mode);
        }

        Directory.CreateDirectory(Path.Combine(directory, next));
        var old = new DirectoryInfo(Path.Combine(directory, Data)).LinkTarget;
        var link = Path.Combine(directory, $"{Data}_tmp");
        File.Delete(link);
        File.CreateSymbolicLink(link, next);
        if (rename(Native(link), Native(Path.Combine(directory, Data))) != 0)
            throw new IOException($"'{link}' can't be renamed (errno {Marshal.GetLastPInvokeError()}).");

        Link(directory, [.. files.Select(x => x.Path.Split('/')[0]).Distinct()]);
        if (old is not null && Directory.Exists(Path.Combine(directory, old)))
            Directory.Delete(Path.Combine(directory, old), recursive: true);
        return true;
    }

    private static void Link(string directory, IReadOnlyList<string> names)
    {
        foreach (var item in new DirectoryInfo(directory).EnumerateFileSystemInfos().Where(x => !x.Name.StartsWith("..", StringComparison.Ordinal) && !names.Contains(x.Name)).ToList())
            File.Delete(item.FullName);
        foreach (var name in names.Where(x => new FileInfo(Path.Combine(directory, x)).LinkTarget is null))
            File.CreateSymbolicLink(Path.Combine(directory, name), $"{Data}/{name}");
    }

    private static bool IsSame(string directory, IReadOnlyList<VolumeFile> files)
    {
        var data = Path.Combine(directory, Data);
        return Directory.Exists(data)
            && Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories).Count() == files.Count
            && files.All(x => File.Exists(Path.Combine(data, x.Path)) && File.ReadAllBytes(Path.Combine(data, x.Path)).AsSpan().SequenceEqual(x.Content));
    }

    private static string Inside(string directory, string path)
    {
        var full = Path.GetFullPath(path, directory);
        return full.StartsWith(directory + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? full : throw new VolumeProblem($"the path \"{path}\" leads out of its volume");
    }

    private static byte[] Native(string path) => Encoding.UTF8.GetBytes(path + '\0');

    // The one call that .NET has no name for: replacing a link by a link.
    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int rename(byte[] from, byte[] to);
}
