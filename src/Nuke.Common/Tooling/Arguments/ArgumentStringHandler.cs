using System.Runtime.CompilerServices;
using System.Text;
using Nuke.Common.IO;

namespace Nuke.Common.Tooling;

/// <summary>
/// The command line in <c>DotNet($"run --project {path} -- {text:nq}")</c>. A value with blanks is quoted, unless it has quotes already;
/// <c>:nq</c> inserts it as it is, <c>:r</c> redacts it from the log, the output and exceptions.
/// </summary>
[InterpolatedStringHandler]
public ref struct ArgumentStringHandler
{
    private readonly StringBuilder _text;
    private readonly List<string> _secrets;

    /// <summary>For the compiler.</summary>
    public ArgumentStringHandler(int literalLength, int formattedCount, out bool handlerIsValid)
    {
        _text = new StringBuilder(literalLength + formattedCount * 16);
        _secrets = [];
        handlerIsValid = true;
    }

    /// <summary>A command line as it is.</summary>
    public static implicit operator ArgumentStringHandler(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var handler = new ArgumentStringHandler(value.Length, 0, out _);
        handler.AppendLiteral(value);
        return handler;
    }

    /// <summary>For the compiler.</summary>
    public readonly void AppendLiteral(string value) => _text.Append(value);

    /// <summary>For the compiler.</summary>
    public readonly void AppendFormatted(object? obj, int alignment = 0, string? format = null)
    {
        if (obj is IAbsolutePathHolder holder)
            obj = holder.Path.ToString();
        var known = format is "r" or "nq" or "dn" or "sn" or "s" or "d" or null;
        var text = !known && obj is IFormattable formattable
            ? formattable.ToString(format, System.Globalization.CultureInfo.InvariantCulture)
            : System.Convert.ToString(obj, System.Globalization.CultureInfo.InvariantCulture) ?? "";
        if (format == "r" && text.Length > 0)
            _secrets.Add(CommandLine.Unquote(text));
        if (format != "nq" && NeedsQuotes(text))
            text = CommandLine.Quote(text);
        Append(text, alignment);
    }

    /// <summary>For the compiler: paths, separated by blanks.</summary>
    public readonly void AppendFormatted(IEnumerable<IAbsolutePathHolder> paths, int alignment = 0, string? format = null)
    {
        var first = true;
        foreach (var path in paths)
        {
            if (!first)
                _text.Append(' ');
            first = false;
            AppendFormatted((object)path, alignment, format);
        }
    }

    /// <summary>The command line.</summary>
    public readonly string ToStringAndClear()
    {
        var text = _text?.ToString() ?? "";
        _text?.Clear();
        // DotNet($"{arguments}") with a whole command line as the only value: its quotes aren't wanted.
        return text.Length > 1 && text[0] == '"' && text.IndexOf('"', 1) == text.Length - 1 ? text[1..^1] : text;
    }

    /// <summary>Redacts the values given with <c>:r</c>.</summary>
    public readonly Func<string, string> GetFilter() => SecretFilter.For(_secrets ?? []) ?? (x => x);

    private static bool NeedsQuotes(string text)
        => text.Length > 0 && !IsQuotedBy(text, '"') && !IsQuotedBy(text, '\'') && text.AsSpan().IndexOfAny(" \t") >= 0;

    private static bool IsQuotedBy(string text, char quote) => text.Length > 1 && text[0] == quote && text[^1] == quote;

    private readonly void Append(string text, int alignment)
        => _text.Append(alignment > 0 ? text.PadLeft(alignment) : text.PadRight(-alignment));
}
