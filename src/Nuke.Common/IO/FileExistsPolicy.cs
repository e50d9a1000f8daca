namespace Nuke.Common.IO;

/// <summary>What <see cref="FileSystemTasks"/> do with a file that is there.</summary>
public enum FileExistsPolicy
{
    /// <summary>It is an error.</summary>
    Fail,

    /// <summary>It stays.</summary>
    Skip,

    /// <summary>It is replaced.</summary>
    Overwrite,

    /// <summary>It is replaced if the source was written later.</summary>
    OverwriteIfNewer,
}
