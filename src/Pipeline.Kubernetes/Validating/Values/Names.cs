namespace Pipeline.Kubernetes.Validating.Values;

/// <summary>Names as the API server takes them (https://kubernetes.io/docs/concepts/overview/working-with-objects/names/).</summary>
internal static class Names
{
    public static bool IsSubdomain(string name) => name.Length is > 0 and <= 253 && name.Split('.').All(IsDns);

    public static bool IsLabel(string name) => name.Length <= 63 && IsDns(name);

    /// <summary>RFC 1035: a letter first, as Services ask for up to Kubernetes 1.34.</summary>
    public static bool IsServiceLabel(string name) => IsLabel(name) && char.IsAsciiLetterLower(name[0]);

    public static bool IsPathSegment(string name) => name.Length is > 0 and <= 253 && name is not ("." or "..") && !name.Contains('/') && !name.Contains('%');

    public static bool IsPortName(string name) => name.Length <= 15 && IsDns(name) && name.Any(char.IsAsciiLetterLower) && !name.Contains("--", StringComparison.Ordinal);

    public static bool IsQualified(string name) => name.IndexOf('/') switch
    {
        < 0 => IsWord(name),
        var slash => IsSubdomain(name[..slash]) && IsWord(name[(slash + 1)..]),
    };

    public static bool IsLabelValue(string value) => value.Length == 0 || IsWord(value);

    private static bool IsWord(string name) => name.Length is > 0 and <= 63
        && char.IsAsciiLetterOrDigit(name[0]) && char.IsAsciiLetterOrDigit(name[^1])
        && name.All(x => char.IsAsciiLetterOrDigit(x) || x is '-' or '_' or '.');

    private static bool IsDns(string part) => part.Length > 0 && part[0] != '-' && part[^1] != '-' && part.All(x => char.IsAsciiLetterLower(x) || char.IsAsciiDigit(x) || x == '-');
}
