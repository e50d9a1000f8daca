using System.Diagnostics.CodeAnalysis;

namespace Pipeline.Secrets;

/// <summary>
/// A secret's name: segments of lower-case letters, digits, <c>-</c> and <c>_</c>, with <c>/</c> between them. By convention
/// <c>agentkit/&lt;environment&gt;/&lt;area&gt;/&lt;name&gt;</c> (docs/SECRETS_MANAGEMENT.md). A name is no secret.
/// </summary>
public sealed record SecretName
{
    private const int MaxLength = 200;

    private SecretName(string value) => Value = value;

    /// <summary>The whole name.</summary>
    public string Value { get; }

    /// <summary>Reads a name; false where it isn't one.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SecretName? name)
    {
        name = null;
        if (text is not { Length: > 0 and <= MaxLength } || text.Split('/').Any(x => x.Length == 0 || !x.All(IsAllowed)))
            return false;

        name = new SecretName(text);
        return true;
    }

    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException">It isn't one; the message says what a name may have.</exception>
    public static SecretName Parse(string text) => TryParse(text, out var name)
        ? name
        : throw new FormatException($"'{text}' is no name of a secret: use lower-case letters, digits, - and _, with / between segments, {MaxLength} characters at most.");

    /// <summary>Whether it begins with the prefix and a <c>/</c>. Every name is below the empty prefix.</summary>
    public bool IsBelow(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var whole = prefix.TrimEnd('/');
        return whole.Length == 0 || (Value.Length > whole.Length && Value.StartsWith(whole, StringComparison.Ordinal) && Value[whole.Length] == '/');
    }

    /// <summary>The whole name.</summary>
    public override string ToString() => Value;

    private static bool IsAllowed(char x) => x is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_';
}
