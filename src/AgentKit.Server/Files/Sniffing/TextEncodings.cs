using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace AgentKit.Server.Files.Sniffing;

/// <summary>Tells text from binary content.</summary>
internal static class TextEncodings
{
    /// <summary>The control characters that no text has: all but tab, line feed, form feed and carriage return.</summary>
    public static SearchValues<byte> NeverInText { get; } = SearchValues.Create([.. Enumerable.Range(0, 32).Select(x => (byte)x).Where(x => x is not (9 or 10 or 12 or 13)), 0x7F]);

    /// <summary>Null for binary content.</summary>
    public static TextEncoding? Detect(ReadOnlySpan<byte> head)
    {
        if (head is [0xFF, 0xFE, ..])
            return TextEncoding.Utf16LittleEndian;
        if (head is [0xFE, 0xFF, ..])
            return TextEncoding.Utf16BigEndian;
        if (head.ContainsAny(NeverInText))
            return null;
        return Utf8.IsValid(WithoutCutCharacter(head)) ? TextEncoding.Utf8 : TextEncoding.Unknown;
    }

    public static string Decode(ReadOnlySpan<byte> bytes, TextEncoding encoding) => encoding switch
    {
        TextEncoding.Utf16LittleEndian => Encoding.Unicode.GetString(bytes),
        TextEncoding.Utf16BigEndian => Encoding.BigEndianUnicode.GetString(bytes),
        TextEncoding.Unknown => Encoding.Latin1.GetString(bytes),
        _ => Encoding.UTF8.GetString(bytes),
    };

    /// <summary>Takes the bytes of a last character away that aren't all there.</summary>
    public static ReadOnlySpan<byte> WithoutCutCharacter(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var unit = bytes[^back];
            if ((unit & 0xC0) == 0x80)
                continue;
            var needs = unit switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 1 };
            return needs > back ? bytes[..^back] : bytes;
        }

        return bytes;
    }
}
