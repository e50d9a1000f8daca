using System.Diagnostics.CodeAnalysis;
using static Nuke.Common.IO.PathConstruction;

namespace Nuke.Common.IO;

/// <summary>A normalized path without a root, with slashes on every operating system.</summary>
public class UnixRelativePath : RelativePath
{
    /// <summary>A path that is already normalized.</summary>
    protected UnixRelativePath(string path, char? separator)
        : base(path, separator)
    {
    }

    /// <summary>Normalizes a string to a relative path with slashes.</summary>
    [return: NotNullIfNotNull(nameof(path))]
    public static explicit operator UnixRelativePath?(string? path)
        => path is null ? null : new UnixRelativePath(NormalizePath(path, UnixSeparator), UnixSeparator);
}
