namespace Nuke.Common.Git;

/// <summary>The parts of <c>.git/config</c> that a build asks for: remotes and tracked branches.</summary>
internal sealed class GitConfiguration
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public static GitConfiguration Read(string file)
    {
        var configuration = new GitConfiguration();
        if (!File.Exists(file))
            return configuration;
        var section = string.Empty;
        foreach (var rawLine in File.ReadLines(file))
        {
            var line = rawLine.Trim();
            if (line.Length == 0 || line[0] is '#' or ';')
                continue;
            if (line[0] == '[')
                section = SectionName(line);
            else if (line.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
                configuration._values.TryAdd($"{section}.{line[..equals].Trim().ToLowerInvariant()}", Value(line[(equals + 1)..].Trim()));
        }

        return configuration;
    }

    public string? Get(string section, string name, string key) => _values.GetValueOrDefault($"{section} {name}.{key}");

    /// <summary>The URL of a remote; without a name, of <c>origin</c> or of the only remote there is.</summary>
    public string? RemoteUrl(string? name)
    {
        if ((Get("remote", name ?? "origin", "url") ?? Get("remote", "origin", "url")) is { } url)
            return url;
        var urls = _values.Where(x => x.Key.StartsWith("remote ", StringComparison.Ordinal) && x.Key.EndsWith(".url", StringComparison.Ordinal)).Take(2).ToList();
        return urls is [var only] ? only.Value : null;
    }

    // [remote "origin"]; section names are case-insensitive, what stands in quotes is not.
    private static string SectionName(string line)
    {
        var end = line.LastIndexOf(']');
        var inside = end < 0 ? line[1..] : line[1..end];
        var quote = inside.IndexOf('"', StringComparison.Ordinal);
        return quote < 0
            ? inside.Trim().ToLowerInvariant()
            : $"{inside[..quote].Trim().ToLowerInvariant()} {inside[(quote + 1)..].TrimEnd().TrimEnd('"').Replace("\\\"", "\"", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal)}";
    }

    private static string Value(string text)
    {
        if (text.Length >= 2 && text[0] == '"' && text[^1] == '"')
            return text[1..^1];
        var comment = text.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? text : text[..comment].TrimEnd();
    }
}
