using Serilog;

namespace Nuke.Common.IO;

/// <summary>The older, static form of <see cref="AbsolutePathExtensions"/>, for builds that have not moved on. Relative paths are taken from the working directory.</summary>
public static class FileSystemTasks
{
    /// <summary>Whether the directory's name begins with a dot.</summary>
    public static bool IsDotDirectory(DirectoryInfo directory) => directory.Name.StartsWith('.');

    /// <summary>Makes the directory that a file is in.</summary>
    public static void EnsureExistingParentDirectory(string file) => EnsureExistingDirectory(At(file).Parent);

    /// <summary>Makes the directory if it isn't there.</summary>
    public static void EnsureExistingDirectory(string directory)
    {
        if (Directory.Exists(directory))
            return;
        Log.Information("Creating directory {Directory}...", directory);
        At(directory).CreateDirectory();
    }

    /// <summary>Makes the directory, or empties it.</summary>
    public static void EnsureCleanDirectory(string directory)
    {
        Log.Information("Cleaning directory {Directory}...", directory);
        At(directory).CreateOrCleanDirectory();
    }

    /// <summary>Deletes the directory with everything in it, if it is there.</summary>
    public static void DeleteDirectory(string directory)
    {
        if (!Directory.Exists(directory))
            return;
        Log.Information("Deleting directory {Directory}...", directory);
        At(directory).DeleteDirectory();
    }

    /// <summary>Deletes the file, if it is there.</summary>
    public static void DeleteFile(string file)
    {
        if (!File.Exists(file))
            return;
        Log.Information("Deleting file {File}...", file);
        At(file).DeleteFile();
    }

    /// <summary>Copies a file.</summary>
    public static void CopyFile(string source, string target, FileExistsPolicy policy = FileExistsPolicy.Fail, bool createDirectories = true)
    {
        Log.Information("Copying file {Source} to {Target}...", source, target);
        At(source).Copy(At(target), PolicyOf(policy), createDirectories: createDirectories);
    }

    /// <summary>Copies a file into a directory.</summary>
    public static void CopyFileToDirectory(string source, string targetDirectory, FileExistsPolicy policy = FileExistsPolicy.Fail, bool createDirectories = true)
        => CopyFile(source, Into(targetDirectory, source), policy, createDirectories);

    /// <summary>Moves a file.</summary>
    public static void MoveFile(string source, string target, FileExistsPolicy policy = FileExistsPolicy.Fail, bool createDirectories = true)
    {
        Log.Information("Moving file from {Source} to {Target}...", source, target);
        At(source).Move(At(target), PolicyOf(policy), createDirectories);
    }

    /// <summary>Moves a file into a directory.</summary>
    public static void MoveFileToDirectory(string source, string targetDirectory, FileExistsPolicy policy = FileExistsPolicy.Fail, bool createDirectories = true)
        => MoveFile(source, Into(targetDirectory, source), policy, createDirectories);

    /// <summary>Gives a file another name.</summary>
    public static void RenameFile(string file, string newName, FileExistsPolicy policy = FileExistsPolicy.Fail)
    {
        if (At(file).Name != newName)
            MoveFile(file, At(file).Parent / newName, policy);
    }

    /// <summary>Moves a directory.</summary>
    public static void MoveDirectory(
        string source,
        string target,
        DirectoryExistsPolicy directoryPolicy = DirectoryExistsPolicy.Fail,
        FileExistsPolicy filePolicy = FileExistsPolicy.Fail,
        bool deleteRemainingFiles = false)
    {
        Log.Information("Moving directory from {Source} to {Target}...", source, target);
        At(source).Move(At(target), PolicyOf(filePolicy, directoryPolicy), deleteRemainingFiles: deleteRemainingFiles);
    }

    /// <summary>Moves a directory into a directory.</summary>
    public static void MoveDirectoryToDirectory(
        string source,
        string targetDirectory,
        DirectoryExistsPolicy directoryPolicy = DirectoryExistsPolicy.Fail,
        FileExistsPolicy filePolicy = FileExistsPolicy.Fail)
        => MoveDirectory(source, Into(targetDirectory, source), directoryPolicy, filePolicy);

    /// <summary>Gives a directory another name.</summary>
    public static void RenameDirectory(
        string directory,
        string newName,
        DirectoryExistsPolicy directoryPolicy = DirectoryExistsPolicy.Fail,
        FileExistsPolicy filePolicy = FileExistsPolicy.Fail)
        => MoveDirectory(directory, At(directory).Parent / newName, directoryPolicy, filePolicy);

    /// <summary>Copies a directory with everything in it that isn't excluded.</summary>
    public static void CopyDirectoryRecursively(
        string source,
        string target,
        DirectoryExistsPolicy directoryPolicy = DirectoryExistsPolicy.Fail,
        FileExistsPolicy filePolicy = FileExistsPolicy.Fail,
        Func<DirectoryInfo, bool>? excludeDirectory = null,
        Func<FileInfo, bool>? excludeFile = null)
    {
        Assert.DirectoryExists(source);
        Log.Information("Recursively copying from {Source} to {Target}...", source, target);
        At(source).Copy(
            At(target),
            PolicyOf(filePolicy, directoryPolicy),
            x => excludeDirectory?.Invoke(x.ToDirectoryInfo()) == true,
            x => excludeFile?.Invoke(x.ToFileInfo()) == true);
    }

    /// <summary>Makes the file if it isn't there, and sets the time that it was last written.</summary>
    public static void Touch(string path, DateTime? time = null, bool createDirectories = true)
    {
        Log.Information("Touching file {Path}...", path);
        At(path).TouchFile(time, createDirectories);
    }

    /// <summary>When the file, or the latest file in the directory, was last written.</summary>
    public static DateTime GetLastWriteTimeUtc(string path) => At(path).GetLastWriteTimeUtc();

    /// <summary>The directory, or the next one up, that fulfils a condition; <c>null</c> if none does.</summary>
    public static string? FindParentDirectory(string start, Func<DirectoryInfo, bool> predicate) => FindParentDirectory(new DirectoryInfo(start), predicate)?.FullName;

    /// <summary>The directory, or the next one up, that fulfils a condition; <c>null</c> if none does.</summary>
    public static DirectoryInfo? FindParentDirectory(DirectoryInfo? start, Func<DirectoryInfo, bool> predicate)
    {
        while (start is not null && !predicate(start))
            start = start.Parent;
        return start;
    }

    /// <summary>The MD5 of the file's content.</summary>
    public static string GetFileHash(string file) => At(file).GetFileHash();

    /// <summary>The MD5 of the names and contents of the files that match, or of all.</summary>
    public static string GetDirectoryHash(string directory, params string[] fileGlobPatterns)
        => fileGlobPatterns.Length == 0
            ? At(directory).GetDirectoryHash()
            : At(directory).GlobFiles(fileGlobPatterns).GetFileSetHash(At(directory));

    private static AbsolutePath At(string path) => AbsolutePath.Create(path);

    private static AbsolutePath Into(string directory, string source) => At(directory) / At(source).Name;

    private static ExistsPolicy PolicyOf(FileExistsPolicy file, DirectoryExistsPolicy directory = DirectoryExistsPolicy.Fail)
        => (directory == DirectoryExistsPolicy.Merge ? ExistsPolicy.DirectoryMerge : ExistsPolicy.DirectoryFail)
           | file switch
           {
               FileExistsPolicy.Fail => ExistsPolicy.FileFail,
               FileExistsPolicy.Skip => ExistsPolicy.FileSkip,
               FileExistsPolicy.Overwrite => ExistsPolicy.FileOverwrite,
               FileExistsPolicy.OverwriteIfNewer => ExistsPolicy.FileOverwriteIfNewer,
               _ => throw new ArgumentOutOfRangeException(nameof(file), file, "Not a policy for files."),
           };
}
