namespace Nuke.Common.IO;

/// <summary>What a copy or move does where the target is already there: one choice for directories and one for files.</summary>
[Flags]
public enum ExistsPolicy
{
    /// <summary>An existing target directory is an error.</summary>
    DirectoryFail = 1,

    /// <summary>Content goes into the existing directory.</summary>
    DirectoryMerge = 2,

    /// <summary>An existing target file is an error.</summary>
    FileFail = 4,

    /// <summary>An existing file stays.</summary>
    FileSkip = 8,

    /// <summary>An existing file is replaced.</summary>
    FileOverwrite = 16,

    /// <summary>An existing file is replaced if the source was written later.</summary>
    FileOverwriteIfNewer = 32,

    /// <summary>Anything existing is an error.</summary>
    Fail = DirectoryFail | FileFail,

    /// <summary>Directories are merged, existing files stay.</summary>
    MergeAndSkip = DirectoryMerge | FileSkip,

    /// <summary>Directories are merged, existing files are replaced.</summary>
    MergeAndOverwrite = DirectoryMerge | FileOverwrite,

    /// <summary>Directories are merged, older files are replaced.</summary>
    MergeAndOverwriteIfNewer = DirectoryMerge | FileOverwriteIfNewer,
}
