namespace AgentKit.Server.Files.Sniffing;

/// <summary>Beginnings of files that are made to be two kinds at once.</summary>
internal static class KnownPolyglots
{
    /// <summary>PDF readers look for the header in so many first bytes (ISO 32000-1, annex H, note 13).</summary>
    private const int PdfHeaderWithin = 1024;

    /// <summary>What it is, as a sentence, or null.</summary>
    public static string? Find(ReadOnlySpan<byte> head)
    {
        var pdf = head[..Math.Min(head.Length, PdfHeaderWithin + 5)].IndexOf("%PDF-"u8);
        if (pdf > 0 && pdf != FirstZipEntry(head) && !head[..pdf].Trim("\r\n\t "u8).IsEmpty)
            return "The header of a PDF stands after other content.";
        // GIF89a/*…: the picture's width opens a comment; GIF89a=…: it makes an assignment (both read as JavaScript).
        if (head.StartsWith("GIF8"u8) && head.Length > 8 && (head.Slice(6, 2).SequenceEqual("/*"u8) || (head[6] == '=' && head[7] is >= 0x20 and < 0x7F)))
            return "The content is a GIF image and JavaScript.";
        // FF D8 FF E0 2F 2A: the length of the first segment opens a comment.
        if (head.Length > 6 && head[0] == 0xFF && head[1] == 0xD8 && head.Slice(4, 2).SequenceEqual("/*"u8))
            return "The content is a JPEG image and JavaScript.";
        return null;
    }

    /// <summary>Where the content of a ZIP's first entry begins: a PDF that is stored there without compression is an ordinary entry. 0 for no ZIP.</summary>
    private static int FirstZipEntry(ReadOnlySpan<byte> head) =>
        head.Length > 30 && head.StartsWith("PK\u0003\u0004"u8) ? 30 + (head[26] | (head[27] << 8)) + (head[28] | (head[29] << 8)) : 0;
}
