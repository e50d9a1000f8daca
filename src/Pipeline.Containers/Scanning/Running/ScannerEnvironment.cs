namespace Pipeline.Containers.Scanning.Running;

/// <summary>The variables that a scanner gets: those it needs for certificates and proxies, and nothing else. No token, no cloud key, no Docker credentials, none of Trivy's own settings.</summary>
internal static class ScannerEnvironment
{
    private static readonly string[] s_always = ["SSL_CERT_FILE", "SSL_CERT_DIR", "SystemRoot", "TZ"];
    private static readonly string[] s_network = ["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "https_proxy", "http_proxy", "no_proxy"];

    /// <param name="ambient">The caller's variables.</param>
    /// <param name="home">An empty folder: its home, its Docker configuration, its temporary files.</param>
    /// <param name="hasNetwork">True for a download.</param>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, string> ambient, string home, bool hasNetwork)
    {
        var environment = new Dictionary<string, string>
        {
            ["HOME"] = home,
            ["USERPROFILE"] = home,
            ["DOCKER_CONFIG"] = home,
            ["TMPDIR"] = home,
            ["TEMP"] = home,
            ["TMP"] = home,
            ["NO_COLOR"] = "1",
        };
        foreach (var name in hasNetwork ? s_always.Concat(s_network) : s_always)
        {
            if (ambient.TryGetValue(name, out var value) && !HasCredentials(value))
                environment[name] = value;
        }

        return environment;
    }

    // A proxy's address may carry a password: http://user:password@proxy:3128, with or without the scheme.
    private static bool HasCredentials(string value) => value.Contains('@', StringComparison.Ordinal);
}
