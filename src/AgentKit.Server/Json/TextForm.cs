using System.Net.Mail;
using System.Text.RegularExpressions;

namespace AgentKit.Server.Json;

/// <summary>What a text must look like, and how that is told.</summary>
internal sealed partial record TextForm(Func<string, bool> IsMatch, string Detail)
{
    /// <summary>One line: no control characters, no line separators, nothing that turns the direction of what follows.</summary>
    public static TextForm Line { get; } = new(x => !x.Any(IsUnprintable), "It must be one line, without control characters.");

    /// <summary>Several lines.</summary>
    public static TextForm Lines { get; } = new(x => !x.Any(c => c is not ('\n' or '\r' or '\t') && IsUnprintable(c)), "It must have no control characters but line breaks and tabs.");

    /// <summary>An id that callers choose: it can stand in an address as it is.</summary>
    public static TextForm Id { get; } = new(IdPattern().IsMatch, "It must have lower-case letters, digits, - and _ only, and begin with a letter or digit.");

    public static TextForm Email { get; } = new(x => EmailPattern().IsMatch(x) && MailAddress.TryCreate(x, out var address) && address.Address == x, "It must be an e-mail address.");

    /// <summary>An international number (ITU-T E.164), with spaces if need be.</summary>
    public static TextForm Phone { get; } = new(PhonePattern().IsMatch, "It must be a number with its country's code, such as +44 20 7946 0000.");

    public static TextForm WebAddress { get; } = new(
        x => Uri.TryCreate(x, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.UserInfo.Length == 0 && uri.Host.Contains('.') && !x.Any(c => char.IsWhiteSpace(c) || IsUnprintable(c)),
        "It must be an address such as https://example.com.");

    /// <summary>A colour as CSS writes it.</summary>
    public static TextForm Color { get; } = new(ColorPattern().IsMatch, "It must be a colour such as #1a2b3c.");

    private static bool IsUnprintable(char x) => char.IsControl(x) || x is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\ufeff';

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9_-]{0,63}\z")]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"\A[^@\s""<>]{1,64}@[^@\s""<>]{1,190}\.[^@\s""<>.]{2,63}\z")]
    private static partial Regex EmailPattern();

    [GeneratedRegex(@"\A\+[1-9][0-9 ]{5,18}\z")]
    private static partial Regex PhonePattern();

    [GeneratedRegex(@"\A#[0-9a-fA-F]{6}\z")]
    private static partial Regex ColorPattern();
}
