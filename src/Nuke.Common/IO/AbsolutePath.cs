namespace Nuke.Common.IO;

/// <summary>A normalized, rooted path.</summary>
public sealed class AbsolutePath
{
    private readonly string _path;

    private AbsolutePath(string path) => _path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    /// <summary>Makes a path from a rooted string.</summary>
    public static AbsolutePath Create(string path) => new(path);

    /// <summary>The path as a string.</summary>
    public static implicit operator string?(AbsolutePath? path) => path?._path;

    /// <summary>Appends a part.</summary>
    public static AbsolutePath operator /(AbsolutePath left, string right) => new(Path.Combine(left._path, right));

    /// <inheritdoc />
    public override string ToString() => _path;
}
