using System.Text;

namespace AgentKit.Server.Files.Naming;

/// <summary>
/// The Content-Disposition of a download (RFC 6266): always <c>attachment</c>, an ASCII name for old clients, and the real one in RFC 8187's
/// encoding. What could end the header or the quoted text isn't in either.
/// </summary>
internal static class AttachmentDisposition
{
    private const string AttributeCharacters = "!#$&+-.^_`|~";

    public static string Of(string name)
    {
        var plain = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
            plain.Append(rune.Value is > 0x1F and < 0x7F and not ('"' or '\\' or '%' or ';' or '/') ? (char)rune.Value : '_');
        var fallback = plain.ToString();
        var disposition = $"attachment; filename=\"{fallback}\"";
        return fallback == name ? disposition : $"{disposition}; filename*=UTF-8''{Encode(name)}";
    }

    private static string Encode(string name)
    {
        var encoded = new StringBuilder();
        foreach (var unit in Encoding.UTF8.GetBytes(name))
        {
            if (char.IsAsciiLetterOrDigit((char)unit) || AttributeCharacters.Contains((char)unit, StringComparison.Ordinal))
                encoded.Append((char)unit);
            else
                encoded.Append(System.Globalization.CultureInfo.InvariantCulture, $"%{unit:X2}");
        }

        return encoded.ToString();
    }
}
