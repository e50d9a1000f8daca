using System.Text;

namespace Pipeline.Engine.Reporting;

/// <summary>
/// Replaces known secrets by <c>***</c>: as they are, line by line, and in the encodings in which tools print them (base64 at
/// every alignment, URL, JSON). Secrets may be added at any time, from any thread.
/// </summary>
public sealed class OutputMask
{
    /// <summary>Shorter secrets, and shorter lines of a secret, are left alone: hiding <c>a</c> everywhere would leave nothing to read.</summary>
    public const int MinLength = 4;

    private const string Replacement = "***";
    private readonly Lock gate = new();
    private readonly List<string> secrets = [];
    private volatile string[] forms = [];

    /// <summary>A secret became known, after masking has begun to hide it. A CI's log hides it too when told (<c>::add-mask::</c>).</summary>
    public event Action<string>? Added;

    /// <summary>Whether there is nothing to hide.</summary>
    public bool IsEmpty => forms.Length == 0;

    /// <summary>The secrets known so far.</summary>
    public IReadOnlyList<string> Secrets
    {
        get
        {
            lock (gate)
                return [.. secrets];
        }
    }

    /// <summary>Hides <paramref name="secret"/> from now on. False: it is shorter than <see cref="MinLength"/> and can't be hidden.</summary>
    public bool Add(string? secret)
    {
        if (secret is null || secret.AsSpan().Trim().Length < MinLength)
            return false;

        lock (gate)
        {
            if (secrets.Contains(secret))
                return true;
            secrets.Add(secret);
            var all = new HashSet<string>(forms, StringComparer.Ordinal);
            foreach (var form in FormsOf(secret))
                all.Add(form);
            forms = [.. all];
        }

        Added?.Invoke(secret);
        return true;
    }

    /// <summary><paramref name="text"/> without secrets; the same instance when it holds none.</summary>
    public string Apply(string text)
    {
        var current = forms;
        if (current.Length == 0 || text.Length < MinLength)
            return text;

        // All places are found in the text as it came, then merged: a secret that overlaps another one is hidden whole.
        List<(int Start, int End)>? found = null;
        foreach (var form in current)
        {
            for (var at = text.IndexOf(form, StringComparison.Ordinal); at >= 0; at = text.IndexOf(form, at + 1, StringComparison.Ordinal))
                (found ??= []).Add((at, at + form.Length));
        }

        return found is null ? text : Replace(text, found);
    }

    private static string Replace(string text, List<(int Start, int End)> found)
    {
        found.Sort(static (x, y) => x.Start.CompareTo(y.Start));
        var result = new StringBuilder(text.Length);
        var end = 0;
        foreach (var (start, stop) in found)
        {
            if (start >= end)
                result.Append(text, end, start - end).Append(Replacement);
            end = Math.Max(end, stop);
        }

        return result.Append(text, end, text.Length - end).ToString();
    }

    private static IEnumerable<string> FormsOf(string secret)
    {
        foreach (var form in EncodedFormsOf(secret))
            yield return form;

        var trimmed = secret.Trim();
        if (trimmed.Length != secret.Length)
        {
            foreach (var form in EncodedFormsOf(trimmed))
                yield return form;
        }

        if (trimmed.AsSpan().IndexOfAny('\r', '\n') < 0)
            yield break;
        foreach (var line in trimmed.Split(['\r', '\n'], StringSplitOptions.TrimEntries))
        {
            if (line.Length >= MinLength)
                yield return line;
        }
    }

    private static IEnumerable<string> EncodedFormsOf(string value)
    {
        yield return value;

        var url = SafeUrl(value);
        yield return url;
        yield return url.Replace("%20", "+", StringComparison.Ordinal);
        yield return LowerCaseEscapes(url);

        yield return JsonText.Escape(value, asciiOnly: false);
        yield return JsonText.Escape(value, asciiOnly: true);

        foreach (var form in Base64FormsOf(Encoding.UTF8.GetBytes(value)))
            yield return form;
    }

    private static string SafeUrl(string value)
    {
        // EscapeDataString refuses lone surrogates on some versions; such a text can't be part of a URL.
        try
        {
            return Uri.EscapeDataString(value);
        }
        catch (UriFormatException)
        {
            return value;
        }
    }

    private static string LowerCaseEscapes(string url)
    {
        var characters = url.ToCharArray();
        for (var i = 0; i + 2 < characters.Length; i++)
        {
            if (characters[i] == '%')
            {
                characters[i + 1] = char.ToLowerInvariant(characters[i + 1]);
                characters[i + 2] = char.ToLowerInvariant(characters[i + 2]);
            }
        }

        return new string(characters);
    }

    /// <summary>The characters that depend on the secret alone, for each of the three ways it can lie in a longer text (<c>user:password</c>).</summary>
    private static IEnumerable<string> Base64FormsOf(byte[] bytes)
    {
        yield return Convert.ToBase64String(bytes);
        yield return UrlSafe(Convert.ToBase64String(bytes).TrimEnd('='));

        for (var shift = 0; shift < 3; shift++)
        {
            var padded = new byte[shift + bytes.Length];
            bytes.CopyTo(padded, shift);
            var text = Convert.ToBase64String(padded);
            var first = shift == 0 ? 0 : shift + 1;
            var last = padded.Length * 8 / 6;
            if (last - first < MinLength)
                continue;
            yield return text[first..last];
            yield return UrlSafe(text[first..last]);
        }
    }

    private static string UrlSafe(string base64) => base64.Replace('+', '-').Replace('/', '_');
}
