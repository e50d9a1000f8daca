namespace Nuke.Common.IO;

public static partial class AbsolutePathExtensions
{
    /// <summary>Gives the file or directory another name. Returns where it is now.</summary>
    public static AbsolutePath Rename(this AbsolutePath source, string newName, ExistsPolicy policy = ExistsPolicy.Fail)
        => source.Move(source.Parent / newName, policy);

    /// <summary>Gives the file or directory another name. Returns where it is now.</summary>
    public static AbsolutePath Rename(this AbsolutePath source, Func<AbsolutePath, string> newName, ExistsPolicy policy = ExistsPolicy.Fail)
        => source.Rename(newName(source), policy);

    /// <summary>Gives the file another name with the same extension. Returns where it is now.</summary>
    public static AbsolutePath RenameWithoutExtension(this AbsolutePath source, string newName, ExistsPolicy policy = ExistsPolicy.Fail)
        => source.Rename(newName + source.Extension, policy);

    /// <summary>Gives the file another name with the same extension. Returns where it is now.</summary>
    public static AbsolutePath RenameWithoutExtension(this AbsolutePath source, Func<AbsolutePath, string> newName, ExistsPolicy policy = ExistsPolicy.Fail)
        => source.RenameWithoutExtension(newName(source), policy);

    /// <summary>Moves the file or directory into a directory. Returns where it is now.</summary>
    public static AbsolutePath MoveToDirectory(this AbsolutePath source, AbsolutePath target, ExistsPolicy policy = ExistsPolicy.Fail, bool createDirectories = true)
        => source.Move(target / source.Name, policy, createDirectories);

    /// <summary>Copies the file or directory into a directory. Returns where the copy is.</summary>
    public static AbsolutePath CopyToDirectory(
        this AbsolutePath source,
        AbsolutePath target,
        ExistsPolicy policy = ExistsPolicy.Fail,
        Func<AbsolutePath, bool>? excludeDirectory = null,
        Func<AbsolutePath, bool>? excludeFile = null,
        bool createDirectories = true)
        => source.Copy(target / source.Name, policy, excludeDirectory, excludeFile, createDirectories);

    /// <summary>Moves the file or directory. Returns where it is now.</summary>
    public static AbsolutePath Move(this AbsolutePath source, Func<AbsolutePath, AbsolutePath> newPath, ExistsPolicy policy = ExistsPolicy.Fail, bool createDirectories = true)
        => source.Move(newPath(source), policy, createDirectories);

    /// <summary>
    /// Moves the file or directory. Where directories are merged and files stay behind by policy, the source directory stays too,
    /// unless <paramref name="deleteRemainingFiles"/> is set. Returns where it is now; the source, if a file was skipped.
    /// </summary>
    /// <exception cref="ArgumentException">There is no source, or the target directory is inside of it.</exception>
    /// <exception cref="Pipeline.Errors.PipelineException">The target is there, and the policy says to fail (PIPE1001).</exception>
    public static AbsolutePath Move(
        this AbsolutePath source,
        AbsolutePath target,
        ExistsPolicy policy = ExistsPolicy.Fail,
        bool createDirectories = true,
        bool deleteRemainingFiles = false)
    {
        AssertSourceExists(source);
        return FileTransfer.Move(source, target, policy, createDirectories, deleteRemainingFiles);
    }

    /// <summary>Copies the file, or the directory without what is excluded. Returns where the copy is; the source, if a file was skipped.</summary>
    /// <exception cref="ArgumentException">There is no source, or the target directory is inside of it, or something is to be excluded from a file.</exception>
    /// <exception cref="Pipeline.Errors.PipelineException">The target is there, and the policy says to fail (PIPE1001).</exception>
    public static AbsolutePath Copy(
        this AbsolutePath source,
        AbsolutePath target,
        ExistsPolicy policy = ExistsPolicy.Fail,
        Func<AbsolutePath, bool>? excludeDirectory = null,
        Func<AbsolutePath, bool>? excludeFile = null,
        bool createDirectories = true)
    {
        AssertSourceExists(source);
        Assert.True(source.DirectoryExists() || (excludeDirectory == null && excludeFile == null), $"Nothing can be excluded from '{source}': it is a file");
        return FileTransfer.Copy(source, target, policy, excludeDirectory, excludeFile, createDirectories);
    }

    private static void AssertSourceExists(AbsolutePath source)
        => Assert.True(source.DirectoryExists() || source.FileExists(), $"There is neither a file nor a directory at '{source}'");
}
