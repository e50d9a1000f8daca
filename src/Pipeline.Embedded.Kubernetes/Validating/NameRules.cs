using System.Text;
using System.Text.RegularExpressions;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Which texts may be names, and what kube-apiserver says of those that may not.</summary>
internal static partial class NameRules
{
    private const string SubdomainPattern = @"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
    private const string LabelPattern = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private const string ServicePattern = "[a-z]([-a-z0-9]*[a-z0-9])?";
    private const string QualifiedPattern = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private const string QualifiedRule = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '" + QualifiedPattern + "')";

    /// <summary>An RFC 1123 subdomain: most kinds' names.</summary>
    public static IEnumerable<string> Subdomain(string value) =>
    [
        .. TooLong(value, 253),
        .. Unless(SubdomainRegex().IsMatch(value), $"a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '{SubdomainPattern}')"),
    ];

    /// <summary>An RFC 1123 label: namespaces, containers, volumes.</summary>
    public static IEnumerable<string> Label(string value) =>
    [
        .. TooLong(value, 63),
        .. Unless(LabelRegex().IsMatch(value), $"a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '{LabelPattern}')"),
    ];

    /// <summary>An RFC 1035 label: services.</summary>
    public static IEnumerable<string> Service(string value) =>
    [
        .. TooLong(value, 63),
        .. Unless(ServiceRegex().IsMatch(value), $"a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '{ServicePattern}')"),
    ];

    /// <summary>A part of a URL's path: roles and their bindings.</summary>
    public static IEnumerable<string> PathSegment(string value) => value switch
    {
        "." or ".." => [$"may not be '{value}'"],
        _ => [.. Unless(!value.Contains('/', StringComparison.Ordinal), "may not contain '/'"), .. Unless(!value.Contains('%', StringComparison.Ordinal), "may not contain '%'")],
    };

    /// <summary>A name with an optional prefix: keys of labels and annotations, finalizers, resources.</summary>
    public static IEnumerable<string> Qualified(string value)
    {
        var parts = value.Split('/');
        if (parts.Length > 2)
            return [$"a qualified name {QualifiedRule} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"];
        string[] prefix = parts.Length == 1 ? [] : parts[0].Length == 0 ? ["prefix part must be non-empty"] : [.. Subdomain(parts[0]).Select(mistake => $"prefix part {mistake}")];
        var name = parts[^1];
        if (name.Length == 0)
            return [.. prefix, "name part must be non-empty", $"name part {QualifiedRule}"];
        return [.. prefix, .. TooLong(name, 63).Select(mistake => $"name part {mistake}"), .. Unless(QualifiedRegex().IsMatch(name), $"name part {QualifiedRule}")];
    }

    /// <summary>A label's value.</summary>
    public static IEnumerable<string> LabelValue(string value) =>
    [
        .. TooLong(value, 63),
        .. Unless(value.Length == 0 || QualifiedRegex().IsMatch(value), "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"),
    ];

    /// <summary>A key of a ConfigMap or a Secret.</summary>
    public static IEnumerable<string> ConfigKey(string value) =>
    [
        .. TooLong(value, 253),
        .. Unless(ConfigKeyRegex().IsMatch(value), "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"),
        .. value is "." or ".." ? [$"must not be '{value}'"] : Unless(!value.StartsWith("..", StringComparison.Ordinal), "must not start with '..'"),
    ];

    /// <summary>An environment variable's name.</summary>
    public static IEnumerable<string> Variable(string value) =>
        Unless(value.All(letter => letter is >= ' ' and <= '~' and not '='), "a valid environment variable name must consist only of printable ASCII characters other than '='");

    /// <summary>A port's name.</summary>
    public static IEnumerable<string> Port(string value) =>
    [
        .. TooLong(value, 15),
        .. Unless(value.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'), "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)"),
        .. Unless(value.Any(char.IsAsciiLetterLower), "must contain at least one letter (a-z)"),
        .. Unless(!value.Contains("--", StringComparison.Ordinal), "must not contain consecutive hyphens"),
        .. Unless(value.Length == 0 || (value[0] != '-' && value[^1] != '-'), "must not begin or end with a hyphen"),
    ];

    /// <summary>A host with a leading <c>*.</c>.</summary>
    public static IEnumerable<string> Wildcard(string value) =>
    [
        .. TooLong(value, 253),
        .. Unless(WildcardRegex().IsMatch(value), $@"a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', regex used for validation is '\*\.{SubdomainPattern}')"),
    ];

    /// <summary>An HTTP header's name.</summary>
    public static IEnumerable<string> Header(string value) =>
        Unless(HeaderRegex().IsMatch(value), "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')");

    /// <summary>A bound on a text's bytes.</summary>
    public static IEnumerable<string> TooLong(string value, int maxBytes) => Unless(Encoding.UTF8.GetByteCount(value) <= maxBytes, $"must be no more than {maxBytes} bytes");

    private static string[] Unless(bool isRight, string mistake) => isRight ? [] : [mistake];

    [GeneratedRegex($@"^{SubdomainPattern}\z", RegexOptions.ExplicitCapture)]
    private static partial Regex SubdomainRegex();

    [GeneratedRegex($@"^{LabelPattern}\z", RegexOptions.ExplicitCapture)]
    private static partial Regex LabelRegex();

    [GeneratedRegex($@"^{ServicePattern}\z", RegexOptions.ExplicitCapture)]
    private static partial Regex ServiceRegex();

    [GeneratedRegex($@"^{QualifiedPattern}\z", RegexOptions.ExplicitCapture)]
    private static partial Regex QualifiedRegex();

    [GeneratedRegex(@"^[-._a-zA-Z0-9]+\z")]
    private static partial Regex ConfigKeyRegex();

    [GeneratedRegex($@"^\*\.{SubdomainPattern}\z", RegexOptions.ExplicitCapture)]
    private static partial Regex WildcardRegex();

    [GeneratedRegex(@"^[-A-Za-z0-9]+\z")]
    private static partial Regex HeaderRegex();
}
