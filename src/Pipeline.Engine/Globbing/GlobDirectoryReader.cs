using System.IO.Enumeration;

namespace Pipeline.Engine.Globbing;

/// <summary>
/// Reads one directory and hands each entry to a walk, without a string or an object for those that don't match.
/// (An enumerator of strings that yields none: that one comes compiled with .NET, others have to be compiled at run time.)
/// </summary>
internal sealed class GlobDirectoryReader : FileSystemEnumerator<string>
{
    private static readonly EnumerationOptions s_everything = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
        ReturnSpecialDirectories = false,
    };

    private readonly GlobWalk _walk;

    private GlobDirectoryReader(string directory, GlobWalk walk)
        : base(directory, s_everything)
    {
        _walk = walk;
    }

    public static void Read(string directory, GlobWalk walk)
    {
        try
        {
            using var reader = new GlobDirectoryReader(directory, walk);
            while (reader.MoveNext())
            {
                // Every entry is handled, and refused, in ShouldIncludeEntry.
            }
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody deleted it since its parent was read.
        }
    }

    protected override bool ShouldIncludeEntry(ref FileSystemEntry entry)
    {
        var isDirectory = entry.IsDirectory;
        _walk.OnEntry(entry.Directory, entry.FileName, isDirectory, isDirectory && (entry.Attributes & FileAttributes.ReparsePoint) != 0);
        return false;
    }

    protected override string TransformEntry(ref FileSystemEntry entry) => entry.ToFullPath();
}
