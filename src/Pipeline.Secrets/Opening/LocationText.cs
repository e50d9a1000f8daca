using Pipeline.Errors;

namespace Pipeline.Secrets.Opening;

/// <summary>The parts of a store's address. What is wrong is gathered, and said in one go; the text itself is never repeated, since a credential may stand in it.</summary>
internal sealed class LocationText
{
    // What must not stand in an address; each is given by a file or a variable that the address names.
    private static readonly string[] s_credentials = ["token", "secret-id", "secret_id", "password", "passphrase", "key", "secret", "access-key", "secret-key", "jwt"];

    private readonly Dictionary<string, string> _parameters = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<string> _mistakes = [];

    public LocationText(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        Scheme = colon < 0 ? "" : text[..colon].ToLowerInvariant();
        var rest = text[(colon + 1)..];
        if (rest.Contains('#', StringComparison.Ordinal))
            _mistakes.Add("has a '#'");
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        if (question >= 0)
            ReadParameters(rest[(question + 1)..]);
        rest = question < 0 ? rest : rest[..question];

        HasAuthority = rest.StartsWith("//", StringComparison.Ordinal);
        if (!HasAuthority)
        {
            Path = Uri.UnescapeDataString(rest);
            return;
        }

        rest = rest[2..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var authority = slash < 0 ? rest : rest[..slash];
        Path = slash < 0 ? "" : Uri.UnescapeDataString(rest[slash..]);
        if (authority.Contains('@', StringComparison.Ordinal))
            _mistakes.Add("holds a user or a password before '@'");
        else
            Authority = authority;
    }

    public string Scheme { get; }

    public bool HasAuthority { get; }

    /// <summary>Host and port.</summary>
    public string Authority { get; } = "";

    public string Path { get; }

    /// <summary>An optional parameter.</summary>
    public string? Parameter(string name)
    {
        _known.Add(name);
        return _parameters.GetValueOrDefault(name);
    }

    /// <summary>A parameter with one of a few values; the first is the default.</summary>
    public string Choice(string name, params ReadOnlySpan<string> values)
    {
        var given = Parameter(name) ?? values[0];
        if (values.Contains(given))
            return given;
        _mistakes.Add($"has '{name}' as none of {string.Join(", ", values.ToArray())}");
        return values[0];
    }

    /// <summary>Notes what is wrong.</summary>
    public void Mistake(string what) => _mistakes.Add(what);

    /// <summary>A path on this machine. Windows' <c>/C:/x</c> loses its first slash.</summary>
    public string LocalPath()
    {
        if (Authority.Length > 0)
            _mistakes.Add($"names a host where a path is wanted: write {Scheme}:///path");
        if (Path.Trim('/').Length == 0)
            _mistakes.Add($"names no path: write {Scheme}:///path");
        return OperatingSystem.IsWindows() && Path is ['/', _, ':', ..] ? Path[1..] : Path;
    }

    /// <summary>A prefix of names: whole segments.</summary>
    public string Prefix()
    {
        var prefix = Parameter("prefix")?.Trim('/') ?? "";
        if (prefix.Length > 0 && !SecretName.TryParse(prefix, out _))
            _mistakes.Add("has a prefix that no secret's name can begin with");
        return prefix;
    }

    /// <summary>The location, if nothing is wrong.</summary>
    public SecretStoreLocation Checked(SecretStoreLocation location)
    {
        foreach (var name in _parameters.Keys.Except(_known, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            _mistakes.Add(s_credentials.Contains(name, StringComparer.OrdinalIgnoreCase)
                ? $"holds a credential ('{name}'): name the file or the variable that has it"
                : $"has a parameter '{name}' that {Scheme}: doesn't know (it knows {string.Join(", ", _known.Order(StringComparer.Ordinal))})");
        }

        return _mistakes.Count == 0 ? location : throw Refused(string.Join("; it ", _mistakes));
    }

    public static PipelineException Refused(string what) =>
        new(SecretErrors.BadLocation, $"The secret store's address {what}. Forms: vault://host:8200/mount?auth=kubernetes&role=NAME, awssm://REGION, file:///DIRECTORY, env:, encrypted:///FILE.") { ExitCode = 2 };

    private void ReadParameters(string query)
    {
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? pair : pair[..equals];
            if (equals < 0 || equals == pair.Length - 1)
                _mistakes.Add($"has no value for '{name}'");
            else if (!_parameters.TryAdd(name, Uri.UnescapeDataString(pair[(equals + 1)..])))
                _mistakes.Add($"has '{name}' twice");
        }
    }
}
