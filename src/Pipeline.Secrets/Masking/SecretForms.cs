using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pipeline.Secrets.Masking;

/// <summary>The ways in which a secret's text turns up in output: as it is, and as common encodings write it.</summary>
internal static class SecretForms
{
    /// <summary>Shorter texts aren't masked: they would blank out half of every log.</summary>
    internal const int MinimumLength = 3;

    // A line of a longer secret (a PEM key, a JSON key file) is looked for by itself, since logs are written line by line.
    private const int MinimumLineLength = 8;

    public static IEnumerable<string> Of(string secret)
    {
        var lines = secret.AsSpan().IndexOfAny('\r', '\n') < 0
            ? []
            : secret.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(x => x.Length >= MinimumLineLength);

        return lines.Prepend(secret).SelectMany(Encodings).Where(x => x.Length >= MinimumLength).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Encodings(string text)
    {
        if (text.Length < MinimumLength)
            yield break;

        yield return text;
        yield return text.Trim();

        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var base64 in Base64Forms(bytes))
        {
            yield return base64;
            yield return base64.Replace('+', '-').Replace('/', '_');
        }

        yield return Convert.ToHexString(bytes);
        yield return Convert.ToHexStringLower(bytes);

        foreach (var url in (string[])[Uri.EscapeDataString(text), WebUtility.UrlEncode(text)])
        {
            yield return url;
            yield return LowerCaseEscapes(url);
        }

        yield return JsonEncodedText.Encode(text, JavaScriptEncoder.Default).Value;
        yield return JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value;
        // Other JSON writers escape no more than they must, or "/" as well.
        yield return text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);
        yield return WebUtility.HtmlEncode(text);
    }

    /// <summary>Base64 of the bytes by themselves and at each of the three offsets inside a longer text (<c>user:password</c> of an Authorization header).</summary>
    private static IEnumerable<string> Base64Forms(byte[] bytes)
    {
        yield return Convert.ToBase64String(bytes);

        for (var offset = 0; offset < 3; offset++)
        {
            var padded = new byte[offset + bytes.Length];
            bytes.CopyTo(padded, offset);
            var encoded = Convert.ToBase64String(padded);

            // Only the characters that depend on the secret's own bits alone are the same whatever stands around it.
            var start = (offset * 8 + 5) / 6;
            var end = (offset + bytes.Length) * 8 / 6;
            if (end - start >= 6)
                yield return encoded[start..end];
        }
    }

    private static string LowerCaseEscapes(string url)
    {
        var text = new StringBuilder(url);
        for (var i = 0; i + 2 < text.Length; i++)
        {
            if (text[i] != '%')
                continue;
            text[i + 1] = char.ToLowerInvariant(text[i + 1]);
            text[i + 2] = char.ToLowerInvariant(text[i + 2]);
        }

        return text.ToString();
    }
}
