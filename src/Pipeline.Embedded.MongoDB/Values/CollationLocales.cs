namespace Pipeline.Embedded.MongoDB.Values;

/// <summary>The locales that MongoDB lists. Source: https://www.mongodb.com/docs/manual/reference/collation-locales-defaults/.</summary>
internal static class CollationLocales
{
    private static readonly HashSet<string> Languages =
    [
        "af", "am", "ar", "as", "az", "be", "bg", "bn", "bo", "bs", "bs_Cyrl", "ca", "chr", "cs", "cy", "da", "de", "de_AT", "dsb", "dz",
        "ee", "el", "en", "en_US", "en_US_POSIX", "eo", "es", "et", "fa", "fa_AF", "fi", "fil", "fo", "fr", "fr_CA", "ga", "gl", "gu", "ha",
        "haw", "he", "hi", "hr", "hsb", "hu", "hy", "id", "ig", "is", "it", "ja", "ka", "kk", "kl", "km", "kn", "ko", "kok", "ky", "lb",
        "lkt", "ln", "lo", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "mt", "my", "nb", "ne", "nl", "nn", "om", "or", "pa", "pl", "ps", "pt",
        "ro", "ru", "se", "si", "sk", "sl", "smn", "sq", "sr", "sr_Latn", "sv", "sw", "ta", "te", "th", "tk", "to", "tr", "ug", "uk", "ur",
        "uz", "vi", "wae", "yi", "yo", "zh", "zh_Hant", "zu",
    ];

    private static readonly HashSet<string> Variants =
    [
        "compat", "search", "phonebook", "eor", "traditional", "dictionary", "pinyin", "stroke", "unihan", "zhuyin", "big5han", "gb2312han",
        "reformed", "searchjl", "emoji", "standard", "phonetic",
    ];

    /// <summary>Those that MongoDB names, without variants.</summary>
    public static IReadOnlySet<string> All => Languages;

    /// <summary>Also a language with a territory, such as <c>en_GB</c>, whose collation is the language's.</summary>
    public static bool IsKnown(string locale)
    {
        var at = locale.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0)
        {
            const string Key = "@collation=";
            if (!locale.AsSpan(at).StartsWith(Key) || !Variants.Contains(locale[(at + Key.Length)..]))
                return false;

            locale = locale[..at];
        }

        if (Languages.Contains(locale))
            return true;

        var last = locale.LastIndexOf('_');
        return last > 0 && locale.AsSpan(last + 1) is { Length: 2 } territory && !territory.ContainsAnyExceptInRange('A', 'Z')
            && Languages.Contains(locale[..last]);
    }

    public static string DefaultCaseFirst(string locale) => locale is "da" or "mt" ? "upper" : "off";

    public static bool DefaultBackwards(string locale) => locale == "fr_CA";
}
