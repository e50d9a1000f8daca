using System.Text.RegularExpressions;
using Pipeline.Configuration.Cataloguing;
using Pipeline.Secrets;

namespace Pipeline.Configuration.Binding;

/// <summary>A value as a message may show it: a secret is masked, and so is what somebody wrote between :// and @ of anything else.</summary>
internal static partial class ShownValue
{
    private const int MaxLength = 120;

    public static string Of(SettingProperty setting, string text)
    {
        if (setting.IsSecret)
            return Secret.Mask;
        var shown = string.Concat(Credentials().Replace(text, Secret.Mask + "@").Select(x => char.IsControl(x) ? '\uFFFD' : x));
        return $"'{(shown.Length <= MaxLength ? shown : shown[..MaxLength] + "…")}'";
    }

    // Greedy: a password may have an unescaped @ or / in it.
    [GeneratedRegex(@"(?<=://).*@", RegexOptions.Singleline)]
    private static partial Regex Credentials();
}
