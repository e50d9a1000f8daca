using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Nuke.Common.Utilities;
using static Nuke.Common.IO.PathConstruction;

namespace Nuke.Common.IO;

/// <summary>
/// A rooted, normalized path of a file or directory: Windows (<c>C:\src</c>), UNC (<c>\\server\share</c>) or Unix (<c>/src</c>),
/// whatever the operating system is. <c>path / "name"</c> goes down, <c>path / ".."</c> and <c>path / ..</c> go up, <c>path + ".bak"</c> appends to the name.
/// </summary>
[TypeConverter(typeof(TypeConverter))]
[DebuggerDisplay("{" + nameof(_path) + "}")]
public sealed class AbsolutePath : IAbsolutePathHolder, IFormattable
{
    /// <summary>Format: in double quotes.</summary>
    public const string DoubleQuote = "d";

    /// <summary>Format: in double quotes if it has a space.</summary>
    public const string DoubleQuoteIfNeeded = "dn";

    /// <summary>Format: in single quotes.</summary>
    public const string SingleQuote = "s";

    /// <summary>Format: in single quotes if it has a space.</summary>
    public const string SingleQuoteIfNeeded = "sn";

    /// <summary>Format: without quotes.</summary>
    public const string NoQuotes = "nq";

    private readonly string _path;

    private AbsolutePath(string path) => _path = NormalizePath(path);

    AbsolutePath IAbsolutePathHolder.Path => this;

    /// <summary>The last part: the name of the file or directory. Empty for a root.</summary>
    public string Name
    {
        get
        {
            var root = GetPathRoot(_path)!.Length;
            return _path[Math.Max(root, _path.LastIndexOf(SeparatorOf(_path)) + 1)..];
        }
    }

    /// <summary>The name up to its last dot.</summary>
    public string NameWithoutExtension => Path.GetFileNameWithoutExtension(Name);

    /// <summary>The name from its last dot on (<c>.cs</c>), or empty.</summary>
    public string Extension => Path.GetExtension(Name);

#nullable disable annotations // As in NUKE: null only for a root, and builds don't check.
    /// <summary>The directory that this is in; <c>null</c> for a root.</summary>
    public AbsolutePath Parent => IsRoot(_path) ? null! : new AbsolutePath(Combine(_path, ".."));
#nullable restore annotations

    /// <summary>Makes a path. A relative one is taken from the working directory.</summary>
    public static AbsolutePath Create(string path)
        => HasPathRoot(path) ? new AbsolutePath(path) : new AbsolutePath(Combine(Environment.CurrentDirectory, path));

    /// <summary>Makes a path from a rooted string.</summary>
    /// <exception cref="ArgumentException">The string is not rooted.</exception>
    [return: NotNullIfNotNull(nameof(path))]
    public static implicit operator AbsolutePath?(string? path)
    {
        if (path is null)
            return null;

        Assert.True(HasPathRoot(path), $"Path '{path}' must be rooted");
        return new AbsolutePath(path);
    }

    /// <summary>The path as a string.</summary>
    [return: NotNullIfNotNull(nameof(path))]
    public static implicit operator string?(AbsolutePath? path) => path?._path;

    /// <summary>Goes up: only <c>path / ..</c> means something.</summary>
    public static AbsolutePath operator /(AbsolutePath left, Range range)
    {
        Assert.True(range.Equals(Range.All), $"Only '..' can follow '{left}', not the range '{range}'");
        return left.NotNull().Parent;
    }

    /// <summary>Goes down to <paramref name="right"/>, a relative path; <c>null</c> or empty stays here.</summary>
    /// <exception cref="ArgumentException"><paramref name="right"/> is rooted, or climbs above the root.</exception>
    public static AbsolutePath operator /(AbsolutePath left, string? right) => new(Combine(left.NotNull()._path, right));

    /// <summary>Appends to the name.</summary>
    public static AbsolutePath operator +(AbsolutePath left, string? right) => new(left.NotNull()._path + right);

    /// <summary>Whether both are the same path.</summary>
    public static bool operator ==(AbsolutePath? a, AbsolutePath? b) => a is null ? b is null : a.Equals(b);

    /// <summary>Whether both are different paths.</summary>
    public static bool operator !=(AbsolutePath? a, AbsolutePath? b) => !(a == b);

    /// <summary>Whether <paramref name="obj"/> is the same path. Windows and UNC paths ignore case.</summary>
    public override bool Equals(object? obj) => obj is AbsolutePath other && string.Equals(_path, other._path, ComparisonOf(_path));

    /// <inheritdoc />
    public override int GetHashCode() => _path.GetHashCode(ComparisonOf(_path));

    /// <inheritdoc />
    public override string ToString() => _path;

    /// <summary>The path in a format: <c>d</c> or <c>s</c> in double or single quotes, <c>dn</c> or <c>sn</c> the same but only if it has a space, <c>nq</c> or <c>null</c> without.</summary>
    /// <exception cref="ArgumentException">The format is none of these.</exception>
    public string ToString(string? format) => format switch
    {
        null or "" or NoQuotes => _path,
        DoubleQuote => _path.DoubleQuote(),
        DoubleQuoteIfNeeded => _path.DoubleQuoteIfNeeded(),
        SingleQuote => _path.SingleQuote(),
        SingleQuoteIfNeeded => _path.SingleQuoteIfNeeded(),
        _ => throw new ArgumentException($"'{format}' is not a format of a path; use d, dn, s, sn or nq.", nameof(format)),
    };

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString(format);

    /// <summary>Converts from strings, so that a path can be a parameter. A relative path is taken from the working directory.</summary>
    public class TypeConverter : System.ComponentModel.TypeConverter
    {
        /// <inheritdoc />
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType)
            => sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

        /// <inheritdoc />
        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object? value) => value switch
        {
            null => null,
            string path => Create(path),
            _ => base.ConvertFrom(context, culture, value),
        };
    }
}
