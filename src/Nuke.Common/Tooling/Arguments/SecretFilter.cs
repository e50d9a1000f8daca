namespace Nuke.Common.Tooling;

/// <summary>Replaces secrets in text.</summary>
internal static class SecretFilter
{
    public const string Redacted = "[REDACTED]";

    /// <summary>Null when there is nothing to hide.</summary>
    public static Func<string, string>? For(IReadOnlyCollection<string> secrets)
    {
        if (secrets.Count == 0)
            return null;
        // The longest first: a secret may be part of another.
        // In a command line, a secret's quotes and backslashes are escaped.
        var ordered = secrets.Where(x => !string.IsNullOrEmpty(x))
            .SelectMany(x => x.AsSpan().IndexOfAny('"', '\\') < 0 ? [x] : new[] { x, CommandLine.Quote(x).Trim('"') })
            .Distinct().OrderByDescending(x => x.Length).ToArray();
        return ordered.Length == 0 ? null : text => Apply(text, ordered);
    }

    private static string Apply(string text, string[] secrets)
    {
        foreach (var secret in secrets)
            text = text.Replace(secret, Redacted, StringComparison.Ordinal);
        return text;
    }
}
