using System.Buffers;
using System.Text;

namespace Pipeline.Secrets.Masking;

/// <summary>Takes secrets out of text, for everything that is written: logs, reports, plans, exceptions.</summary>
/// <remarks>
/// A secret is found as it is and as base64 (also inside a longer base64 text), hex, URL-, JSON- and HTML-encoded text; of one with several lines, each line.
/// Secrets shorter than 3 characters are not looked for. Safe for use by several threads. Text is judged by itself: hand over whole lines.
/// </remarks>
public sealed class SecretMask
{
    private readonly Lock adding = new();
    private readonly HashSet<string> forms = new(StringComparer.Ordinal);
    private volatile Needles? needles;
    private volatile bool isStale;

    /// <summary>From now on, takes this secret out. One that is added twice is the same as once.</summary>
    public void Add(Secret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);

        lock (adding)
        {
            var before = forms.Count;
            forms.UnionWith(SecretForms.Of(secret.Reveal()));
            // Built when it is next needed: many secrets are added at once, at the start.
            isStale |= forms.Count != before;
        }
    }

    /// <summary>The text with <c>***</c> for every secret in it; the same instance when there is none.</summary>
    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Current() is { } current ? current.Redact(text) : text;
    }

    /// <summary>True when the text holds a secret.</summary>
    public bool IsLeaking(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Current() is { } current && current.Contains(text);
    }

    private Needles? Current()
    {
        if (!isStale)
            return needles;

        lock (adding)
        {
            if (isStale)
            {
                needles = new Needles([.. forms]);
                isStale = false;
            }

            return needles;
        }
    }

    private sealed class Needles(string[] forms)
    {
        private readonly SearchValues<string> search = SearchValues.Create(forms, StringComparison.Ordinal);
        private readonly ILookup<char, string> byFirstCharacter = forms.OrderByDescending(x => x.Length).ToLookup(x => x[0]);

        public bool Contains(string text) => text.AsSpan().ContainsAny(search);

        public string Redact(string text)
        {
            var next = text.AsSpan().IndexOfAny(search);
            if (next < 0)
                return text;

            // Secrets may overlap in the text; what any of them covers goes, so that no tail of one stays.
            var redacted = new StringBuilder(text.Length);
            var copied = 0;
            while (next >= 0)
            {
                var end = next + LongestAt(text, next);
                for (var i = next + 1; i < end; i++)
                    end = Math.Max(end, i + LongestAt(text, i));

                redacted.Append(text, copied, next - copied).Append(Secret.Mask);
                copied = end;
                var offset = text.AsSpan(end).IndexOfAny(search);
                next = offset < 0 ? -1 : end + offset;
            }

            return redacted.Append(text, copied, text.Length - copied).ToString();
        }

        private int LongestAt(string text, int index)
        {
            foreach (var form in byFirstCharacter[text[index]])
            {
                if (string.CompareOrdinal(text, index, form, 0, form.Length) == 0)
                    return form.Length;
            }

            return 0;
        }
    }
}
