using System.Globalization;

namespace Pipeline.Engine.Reporting;

/// <summary>A compiler's or MSBuild's message, as its line says: <c>src/A.cs(12,5): error CS0103: The name … [project]</c>.</summary>
/// <param name="File">The file as written; null where the tool named itself (<c>CSC : error …</c>).</param>
/// <param name="Line">From 1; 0 where it is not known.</param>
/// <param name="Column">From 1; 0 where it is not known.</param>
/// <param name="IsError">Error or warning.</param>
/// <param name="Code">E.g. <c>CS0103</c>.</param>
/// <param name="Message">The message without code and project.</param>
internal sealed record Diagnostic(string? File, int Line, int Column, bool IsError, string Code, string Message)
{
    /// <summary>Reads MSBuild's canonical format; null for any other line. Written without Regex, whose construction costs more than a short build.</summary>
    public static Diagnostic? Parse(string line)
    {
        var (at, isError) = FindCategory(line);
        if (at < 0)
            return null;

        var rest = line.AsSpan(at + (isError ? " error ".Length : " warning ".Length));
        var colon = rest.IndexOf(':');
        if (colon <= 0 || !IsCode(rest[..colon].Trim()))
            return null;

        var origin = line.AsSpan(0, at).Trim();
        if (origin.Length == 0 || origin[^1] != ':')
            return null;
        origin = origin[..^1].Trim();
        var code = rest[..colon].Trim().ToString();
        var message = WithoutProject(rest[(colon + 1)..].Trim()).ToString();
        if (origin.Length == 0)
            return null;

        var (file, row, column) = Position(origin);
        return row == 0 && !LooksLikeFile(file)
            ? new Diagnostic(null, 0, 0, isError, code, message)
            : new Diagnostic(file.ToString(), row, column, isError, code, message);
    }

    private static (int At, bool IsError) FindCategory(string line)
    {
        var error = line.IndexOf(": error ", StringComparison.Ordinal);
        var warning = line.IndexOf(": warning ", StringComparison.Ordinal);
        if (error < 0 && warning < 0)
            return (-1, false);
        return warning < 0 || (error >= 0 && error < warning) ? (error + 1, true) : (warning + 1, false);
    }

    /// <summary>Letters, then digits: <c>CS0103</c>, <c>MSB1003</c>, <c>NU1603</c>.</summary>
    private static bool IsCode(ReadOnlySpan<char> code)
    {
        if (code.Length < 3 || !char.IsAsciiLetter(code[0]) || !char.IsAsciiDigit(code[^1]))
            return false;
        foreach (var c in code)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))
                return false;
        }

        return true;
    }

    private static ReadOnlySpan<char> WithoutProject(ReadOnlySpan<char> message)
    {
        if (message.Length == 0 || message[^1] != ']')
            return message;
        var at = message.LastIndexOf(" [");
        return at > 0 && message[at..].Contains("proj", StringComparison.OrdinalIgnoreCase) ? message[..at].TrimEnd() : message;
    }

    /// <summary><c>file(line)</c>, <c>file(line,column)</c>, <c>file(line,column,endLine,endColumn)</c>.</summary>
    private static (string File, int Line, int Column) Position(ReadOnlySpan<char> origin)
    {
        var open = origin.LastIndexOf('(');
        if (open <= 0 || origin[^1] != ')')
            return (origin.ToString(), 0, 0);

        var numbers = origin[(open + 1)..^1];
        var comma = numbers.IndexOf(',');
        var first = comma < 0 ? numbers : numbers[..comma];
        if (!int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var line))
            return (origin.ToString(), 0, 0);

        var column = 0;
        if (comma >= 0)
        {
            var second = numbers[(comma + 1)..];
            var end = second.IndexOf(',');
            _ = int.TryParse(end < 0 ? second : second[..end], NumberStyles.None, CultureInfo.InvariantCulture, out column);
        }

        return (origin[..open].ToString(), line, column);
    }

    private static bool LooksLikeFile(string origin) => origin.Contains('/', StringComparison.Ordinal) || origin.Contains('\\', StringComparison.Ordinal) || Path.HasExtension(origin);
}
