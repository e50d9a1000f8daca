using System.Text;
using Nuke.Common.Utilities;

namespace Nuke.Common.IO;

public static partial class AbsolutePathExtensions
{
#pragma warning disable CA2211 // NUKE has these as fields that a build sets.
    /// <summary>The encoding to write with: UTF-8 without byte order mark.</summary>
    public static Encoding DefaultEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The line break to write lines with: that of the operating system.</summary>
    public static PlatformFamily? DefaultLineBreakType = EnvironmentInfo.Platform;

    /// <summary>Whether text files end with a line break.</summary>
    public static bool DefaultEofLineBreak = true;
#pragma warning restore CA2211

    /// <summary>Appends lines to the file, which is made if it isn't there.</summary>
    public static AbsolutePath AppendAllLines(this AbsolutePath path, IEnumerable<string> lines, Encoding? encoding = null)
    {
        path.Parent.CreateDirectory();
        File.AppendAllLines(path, lines, encoding ?? DefaultEncoding);
        return path;
    }

    /// <summary>Appends lines to the file, which is made if it isn't there.</summary>
    public static AbsolutePath AppendAllLines(this AbsolutePath path, string[] lines, Encoding? encoding = null)
        => path.AppendAllLines(lines.AsEnumerable(), encoding);

    /// <summary>Appends text to the file, which is made if it isn't there.</summary>
    public static AbsolutePath AppendAllText(this AbsolutePath path, string content, Encoding? encoding = null)
    {
        path.Parent.CreateDirectory();
        File.AppendAllText(path, content, encoding ?? DefaultEncoding);
        return path;
    }

    /// <summary>Writes lines. Directories are made as needed.</summary>
    public static AbsolutePath WriteAllLines(
        this AbsolutePath path,
        IEnumerable<string> lines,
        Encoding? encoding = null,
        PlatformFamily? platformFamily = null,
        bool? eofLineBreak = null)
    {
        var family = platformFamily ?? DefaultLineBreakType;
        var content = lines.JoinNewLine(family);
        if (eofLineBreak ?? DefaultEofLineBreak)
            content += StringExtensions.NewLineOf(family);
        return Write(path, content, encoding);
    }

    /// <summary>Writes lines. Directories are made as needed.</summary>
    public static AbsolutePath WriteAllLines(
        this AbsolutePath path,
        string[] lines,
        Encoding? encoding = null,
        PlatformFamily? platformFamily = null,
        bool? eofLineBreak = null)
        => path.WriteAllLines(lines.AsEnumerable(), encoding, platformFamily, eofLineBreak);

    /// <summary>Writes text, ended by one line break (of the kind that it has) unless <paramref name="eofLineBreak"/> says no. Directories are made as needed.</summary>
    public static AbsolutePath WriteAllText(this AbsolutePath path, string content, Encoding? encoding = null, bool? eofLineBreak = null)
    {
        if (eofLineBreak ?? DefaultEofLineBreak)
            content = content.TrimEnd('\r', '\n') + (content.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n");
        return Write(path, content, encoding);
    }

    /// <summary>Writes bytes. Directories are made as needed.</summary>
    public static AbsolutePath WriteAllBytes(this AbsolutePath path, byte[] bytes)
    {
        path.Parent.CreateDirectory();
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>The file's text.</summary>
    /// <exception cref="ArgumentException">There is no such file.</exception>
    public static string ReadAllText(this AbsolutePath path, Encoding? encoding = null)
    {
        Assert.FileExists(path);
        return File.ReadAllText(path, encoding ?? Encoding.UTF8);
    }

    /// <summary>The file's lines.</summary>
    /// <exception cref="ArgumentException">There is no such file.</exception>
    public static string[] ReadAllLines(this AbsolutePath path, Encoding? encoding = null)
    {
        Assert.FileExists(path);
        return File.ReadAllLines(path, encoding ?? Encoding.UTF8);
    }

    /// <summary>The file's bytes.</summary>
    /// <exception cref="ArgumentException">There is no such file.</exception>
    public static byte[] ReadAllBytes(this AbsolutePath path)
    {
        Assert.FileExists(path);
        return File.ReadAllBytes(path);
    }

    /// <summary>Reads the text, and writes what <paramref name="update"/> makes of it.</summary>
    /// <exception cref="ArgumentException">There is no such file.</exception>
    public static AbsolutePath UpdateText(this AbsolutePath path, Func<string, string> update, Encoding? encoding = null)
        => path.WriteAllText(update(path.ReadAllText(encoding)), encoding);

    private static AbsolutePath Write(AbsolutePath path, string content, Encoding? encoding)
    {
        path.Parent.CreateDirectory();
        File.WriteAllText(path, content, encoding ?? DefaultEncoding);
        return path;
    }
}
