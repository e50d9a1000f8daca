namespace Nuke.Common.IO;

/// <summary>What <see cref="FileSystemTasks"/> do with a directory that is there.</summary>
public enum DirectoryExistsPolicy
{
    /// <summary>It is an error.</summary>
    Fail,

    /// <summary>Content goes into it.</summary>
    Merge,
}
