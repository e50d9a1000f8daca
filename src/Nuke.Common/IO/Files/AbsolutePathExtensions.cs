namespace Nuke.Common.IO;

/// <summary>What can be done with the file or directory at a path. NUKE has all of it in this one type; the files beside this one hold it by concept.</summary>
public static partial class AbsolutePathExtensions
{
    /// <summary>Makes the directory, and those above it. One that is there stays as it is.</summary>
    public static AbsolutePath CreateDirectory(this AbsolutePath path)
    {
        Directory.CreateDirectory(path);
        return path;
    }

    /// <summary>Makes the directory, or empties it. The directory itself is not replaced, so that a mount point or a shell's working directory survives.</summary>
    public static AbsolutePath CreateOrCleanDirectory(this AbsolutePath path)
    {
        if (path.IsLink())
            path.DeleteDirectory();
        else if (path.DirectoryExists())
            DeleteContent(path);
        return path.CreateDirectory();
    }

    /// <summary>Makes the file if it isn't there, and sets the time that it was last written (by default now).</summary>
    public static AbsolutePath TouchFile(this AbsolutePath path, DateTime? time = null, bool createDirectories = true)
    {
        if (createDirectories)
            path.Parent.CreateDirectory();
        if (!path.FileExists())
            File.WriteAllBytes(path, []);
        File.SetLastWriteTime(path, time ?? DateTime.Now);
        return path;
    }

    /// <summary>Deletes the file, a read-only one too. One that isn't there is no error.</summary>
    public static void DeleteFile(this AbsolutePath path)
    {
        if (!path.FileExists() && !path.IsLink())
            return;
        if (OperatingSystem.IsWindows() && !path.IsLink())
            File.SetAttributes(path, FileAttributes.Normal);
        File.Delete(path);
    }

    /// <summary>Deletes the directory with everything in it, read-only or not. A link is deleted, not what it leads to. One that isn't there is no error.</summary>
    public static void DeleteDirectory(this AbsolutePath path)
    {
        if (!path.DirectoryExists())
            return;
        if (!path.IsLink())
            DeleteContent(path);
        Directory.Delete(path);
    }

    /// <summary>Deletes those files that are there.</summary>
    public static void DeleteFiles(this IEnumerable<AbsolutePath> paths)
    {
        foreach (var path in paths.ToList())
            path.DeleteFile();
    }

    /// <summary>Deletes those directories that are there.</summary>
    public static void DeleteDirectories(this IEnumerable<AbsolutePath> paths)
    {
        foreach (var path in paths.ToList())
            path.DeleteDirectory();
    }

    internal static bool IsLink(this AbsolutePath path) => new FileInfo(path).LinkTarget != null;

    private static void DeleteContent(AbsolutePath directory)
    {
        foreach (var entry in MadeWritable(directory).GetFileSystemInfos())
        {
            if (entry is DirectoryInfo { LinkTarget: null } child)
                DeleteContent(child.FullName);
            else if (OperatingSystem.IsWindows() && entry.LinkTarget == null)
                entry.Attributes = FileAttributes.Normal;
            entry.Delete();
        }
    }

    // On Unix it is the directory's own permissions that decide whether something in it can be deleted.
    private static DirectoryInfo MadeWritable(string directory)
    {
        const UnixFileMode all = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var info = new DirectoryInfo(directory);
        if (!OperatingSystem.IsWindows() && (info.UnixFileMode & all) != all)
            info.UnixFileMode |= all;
        return info;
    }
}
