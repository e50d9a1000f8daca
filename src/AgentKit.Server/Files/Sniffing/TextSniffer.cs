using System.Text.Json;
using AgentKit.Server.Files.Refusing;

namespace AgentKit.Server.Files.Sniffing;

/// <summary>Tells texts apart: markup by its root, JSON by its syntax, tables by their separators.</summary>
internal static class TextSniffer
{
    /// <summary>So many characters are looked at for the kind.</summary>
    private const int LookAt = 8 * 1024;

    public static Sniffed Sniff(ReadOnlySpan<byte> head, FileHints hints)
    {
        if (TextEncodings.Detect(head) is not { } encoding)
            return Sniffed.Refused(RefusalReason.UnknownType, "The content is neither text nor a kind of file that we know.");

        var text = TextEncodings.Decode(head[..Math.Min(head.Length, LookAt)], encoding).TrimStart(" \t\r\n\f\uFEFF").TrimEnd('\uFFFD');
        if (RefusedSignatures.IsScript(text))
            return Sniffed.Refused(RefusalReason.Executable, "The content is a script.");
        if (text.StartsWith('<'))
            return MarkupSniffer.Sniff(text, encoding);
        if (encoding == TextEncoding.Utf8 && text.Length > 0 && text[0] is '{' or '[' && IsJson(head[..Math.Min(head.Length, LookAt)]))
            return FileKind.Json;
        if (encoding == TextEncoding.Unknown && !hints.Suggests(FileKind.Csv) && !hints.Suggests(FileKind.Tsv) && !hints.Suggests(FileKind.Text))
            return Sniffed.Refused(RefusalReason.UnknownType, "The content is no kind of file that we know, and no text in UTF-8. Save texts as UTF-8.");
        if (hints.Suggests(FileKind.Tsv) || (IsTable(text, '\t') && !hints.Suggests(FileKind.Csv)))
            return FileKind.Tsv;
        if (hints.Suggests(FileKind.Csv) || IsTable(text, ',') || IsTable(text, ';'))
            return FileKind.Csv;
        return FileKind.Text;
    }

    /// <summary>Whether it is JSON as far as it goes.</summary>
    private static bool IsJson(ReadOnlySpan<byte> head)
    {
        if (head is [0xEF, 0xBB, 0xBF, ..])
            head = head[3..];
        // Lines of JSON are one value after another.
        var reader = new Utf8JsonReader(head, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = 64 }));
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>At least two lines, each with as many separators as the first, and at least one. A separator in quotes isn't one.</summary>
    private static bool IsTable(ReadOnlySpan<char> text, char separator)
    {
        int expected = 0, count = 0, lines = 0;
        var quoted = false;
        foreach (var letter in text)
        {
            if (letter == '"')
                quoted = !quoted;
            if (quoted)
                continue;
            if (letter == separator)
                count++;
            if (letter != '\n')
                continue;
            if (lines++ == 0)
                expected = count;
            else if (count != expected)
                return false;
            count = 0;
        }

        // The last line of the head may be cut, or the only one.
        return lines >= 2 ? expected > 0 : lines == 1 && expected > 0 && count == expected;
    }

    private static ReadOnlySpan<char> TrimStart(this string text, string letters) => text.AsSpan().TrimStart(letters);
}
