using System.Diagnostics.CodeAnalysis;
using static Nuke.Common.IO.PathConstruction;

namespace Nuke.Common.IO;

/// <summary>A normalized path without a root, with backslashes on every operating system.</summary>
public class WinRelativePath : RelativePath
{
    /// <summary>A path that is already normalized.</summary>
    protected WinRelativePath(string path, char? separator)
        : base(path, separator)
    {
    }

    /// <summary>Normalizes a string to a relative path with backslashes.</summary>
    [return: NotNullIfNotNull(nameof(path))]
    public static explicit operator WinRelativePath?(string? path)
        => path is null ? null : new WinRelativePath(NormalizePath(path, WinSeparator), WinSeparator);
}
