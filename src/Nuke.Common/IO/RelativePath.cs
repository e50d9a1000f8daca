using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using static Nuke.Common.IO.PathConstruction;

namespace Nuke.Common.IO;

/// <summary>A normalized path without a root, with the separator of the operating system: <c>(RelativePath)"src" / "Program.cs"</c>.</summary>
[DebuggerDisplay("{" + nameof(_path) + "}")]
public class RelativePath
{
    private readonly string _path;
    private readonly char? _separator;

    /// <summary>A path that is already normalized, and the separator that it keeps to.</summary>
    protected RelativePath(string path, char? separator = null)
    {
        _path = path;
        _separator = separator;
    }

    /// <summary>Normalizes a string to a relative path.</summary>
    [return: NotNullIfNotNull(nameof(path))]
    public static explicit operator RelativePath?(string? path) => path is null ? null : new RelativePath(NormalizePath(path));

    /// <summary>The path as a string.</summary>
    [return: NotNullIfNotNull(nameof(path))]
    public static implicit operator string?(RelativePath? path) => path?._path;

    /// <summary>Goes up: only <c>path / ..</c> means something.</summary>
    public static RelativePath operator /(RelativePath left, Range range)
    {
        Assert.True(range.Equals(Range.All), $"Only '..' can follow '{left}', not the range '{range}'");
        return left / "..";
    }

    /// <summary>Goes down to <paramref name="right"/>.</summary>
    public static RelativePath operator /(RelativePath left, string? right)
    {
        var separator = left.NotNull()._separator;
        return new RelativePath(NormalizePath(Combine(left._path, right, separator), separator), separator);
    }

    /// <summary>Appends to the last part.</summary>
    public static RelativePath operator +(RelativePath left, string? right) => new(left.NotNull()._path + right, left._separator);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is RelativePath other && _path == other._path;

    /// <inheritdoc />
    public override int GetHashCode() => _path.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc />
    public override string ToString() => _path;
}
