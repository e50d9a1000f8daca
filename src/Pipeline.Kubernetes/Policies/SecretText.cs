using System.Text.RegularExpressions;

namespace Pipeline.Kubernetes.Policies;

/// <summary>Tells whether a text is, most likely, a secret: by known forms of tokens, or by its name and how random it is.</summary>
internal static partial class SecretText
{
    private const int LeastRandomLength = 20;
    private const double LeastBitsPerCharacter = 3.5;

    // base64 has some by chance; more of them are a path.
    private const int MostSlashes = 3;

    // The lengths are bounded, so that a megabyte of anything is read once and not again from each of its characters.
    private static readonly (Regex Form, string What)[] Tokens =
    [
        (PrivateKey(), "a private key"),
        (AwsKey(), "an AWS access key"),
        (GitHubToken(), "a GitHub token"),
        (GitLabToken(), "a GitLab token"),
        (SlackToken(), "a Slack token"),
        (GoogleKey(), "a Google API key"),
        (StripeKey(), "a Stripe key"),
        (NpmToken(), "an npm token"),
        (JsonWebToken(), "a JSON web token"),
        (AzureKey(), "an Azure storage key"),
        (SendGridKey(), "a SendGrid key"),
        (ApiKey(), "an API key"),
        (Credentials(), "an address with a password"),
    ];

    /// <summary>What a variable holds; null for what is no secret.</summary>
    public static string? Find(string? name, string? value)
    {
        if (string.IsNullOrEmpty(value))
            return null;
        return FindToken(value) ?? (name is not null && SecretName().IsMatch(name) && !IsReference(value) ? "what its name calls a secret" : null);
    }

    /// <summary>As <see cref="Find"/>, of a whole file: its lines with a name and a value count, too.</summary>
    public static string? FindInText(string name, string text) =>
        text.Contains('\n') ? FindToken(text) ?? Assignment().Matches(text).Select(x => Find(x.Groups["name"].Value, x.Groups["value"].Value.Trim('"', '\''))).FirstOrDefault(x => x is not null) : Find(name, text);

    public static string? FindInArgument(string argument) =>
        FindToken(argument) ?? (Option().Match(argument) is { Success: true } option ? Find(option.Groups["name"].Value, option.Groups["value"].Value) : null);

    public static string? FindToken(string value) => Tokens.FirstOrDefault(x => x.Form.IsMatch(value)).What is { } what && !IsPlaceholder(value) ? what : IsRandom(value) ? "what looks like a random key" : null;

    // The name of a file, another variable, or nothing yet.
    private static bool IsReference(string value) =>
        value.StartsWith('/') || value.StartsWith("$(", StringComparison.Ordinal) || value.StartsWith("${", StringComparison.Ordinal) || value.Contains("://", StringComparison.Ordinal)
        || value is "true" or "false" or "0" or "1" || IsNumberOrTime(value) || IsPlaceholder(value);

    private static bool IsNumberOrTime(string value) => value.All(x => char.IsAsciiDigit(x) || x is '.' or ':') || value.Length < 6 && char.IsAsciiDigit(value[0]);

    private static bool IsPlaceholder(string value) => value.StartsWith('<') && value.EndsWith('>') || value.Contains("$(", StringComparison.Ordinal) && value.Contains('@');

    // Letters of both cases and digits, without words in between: hashes in lower-case hex (image digests, commits) are public as a rule.
    private static bool IsRandom(string value) => value.Length is >= LeastRandomLength and <= 200 && Random().IsMatch(value) && value.Any(char.IsAsciiDigit) && value.Any(char.IsAsciiLetterUpper) && value.Any(char.IsAsciiLetterLower)
        && value[0] != '/' && value.Count(x => x == '/') <= MostSlashes && value.Count(char.IsAsciiDigit) >= 3 && Bits(value) >= LeastBitsPerCharacter;

    /// <summary>Shannon's entropy, bits a character.</summary>
    private static double Bits(string value) => value.GroupBy(x => x).Select(x => (double)x.Count() / value.Length).Sum(x => -x * Math.Log2(x));

    [GeneratedRegex(@"(^|[_\-.])(password|passwd|pwd|passphrase|secret|token|api[_\-]?key|apikey|private[_\-]?key|access[_\-]?key|client[_\-]?secret|credentials?|connection[_\-]?string)$|(?<=[a-z])(Password|Secret|Token|ApiKey|PrivateKey|AccessKey|ConnectionString)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"^[ \t]*(?:export[ \t]+)?[""']?(?<name>[\w.\-]{1,100})[""']?[ \t]*[:=][ \t]*(?<value>\S+)[ \t\r]*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"^--?(?<name>[\w.\-]+)=(?<value>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Option();

    [GeneratedRegex(@"^[A-Za-z0-9+/_=\-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Random();

    [GeneratedRegex("-----BEGIN [A-Z ]*PRIVATE KEY")]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b")]
    private static partial Regex AwsKey();

    [GeneratedRegex(@"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})")]
    private static partial Regex GitHubToken();

    [GeneratedRegex(@"\bglpat-[A-Za-z0-9_\-]{20,}")]
    private static partial Regex GitLabToken();

    [GeneratedRegex(@"\bxox[abeoprs]-[A-Za-z0-9\-]{10,}")]
    private static partial Regex SlackToken();

    [GeneratedRegex(@"\bAIza[0-9A-Za-z_\-]{35}")]
    private static partial Regex GoogleKey();

    [GeneratedRegex(@"\b[rs]k_(?:live|test)_[0-9A-Za-z]{16,}")]
    private static partial Regex StripeKey();

    [GeneratedRegex(@"\bnpm_[A-Za-z0-9]{36}")]
    private static partial Regex NpmToken();

    [GeneratedRegex(@"\beyJ[A-Za-z0-9_\-]{8,2000}\.eyJ[A-Za-z0-9_\-]{8,2000}\.")]
    private static partial Regex JsonWebToken();

    [GeneratedRegex("AccountKey=[A-Za-z0-9+/=]{40,}")]
    private static partial Regex AzureKey();

    [GeneratedRegex(@"\bSG\.[A-Za-z0-9_\-]{16,}\.[A-Za-z0-9_\-]{16,}")]
    private static partial Regex SendGridKey();

    [GeneratedRegex(@"\bsk-[A-Za-z0-9_\-]{20,}")]
    private static partial Regex ApiKey();

    [GeneratedRegex(@"\b[a-z][a-z0-9+.\-]{0,20}://[^\s/:@]{1,200}:[^\s/@$<{*]{1,500}@", RegexOptions.IgnoreCase)]
    private static partial Regex Credentials();
}
