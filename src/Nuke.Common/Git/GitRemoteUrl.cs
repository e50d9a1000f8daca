namespace Nuke.Common.Git;

/// <summary>A remote's URL in its parts. Read without a regular expression: it is on the way of every start.</summary>
internal sealed record GitRemoteUrl(GitProtocol Protocol, string Endpoint, string Identifier)
{
    /// <summary>The parts, or <see langword="null"/> for a local path or anything else that names no host.</summary>
    public static GitRemoteUrl? Parse(string url)
    {
        var rest = url.Trim();
        var scheme = string.Empty;
        if (rest.IndexOf("://", StringComparison.Ordinal) is >= 0 and var schemeEnd)
        {
            scheme = rest[..schemeEnd].ToLowerInvariant();
            rest = rest[(schemeEnd + 3)..];
            if (scheme == "file")
                return null;
        }

        var separator = scheme.Length > 0 ? rest.IndexOf('/', StringComparison.Ordinal) : rest.AsSpan().IndexOfAny('/', ':');
        if (separator <= 0)
            return null;
        var host = rest[..separator];
        var path = rest[(separator + 1)..];
        if (host.LastIndexOf('@') is >= 0 and var user)
            host = host[(user + 1)..];
        if (host.IndexOf(':', StringComparison.Ordinal) is >= 0 and var port)
            host = host[..port];
        if (scheme.Length == 0 && IsLocal(rest, host, separator))
            return null;

        path = path.Trim('/');
        if (path.EndsWith(".git", StringComparison.OrdinalIgnoreCase))
            path = path[..^4];
        return host.Length == 0 || path.Length == 0 ? null : new GitRemoteUrl(scheme is "https" or "http" ? GitProtocol.Https : GitProtocol.Ssh, host, path);
    }

    // C:\repository, ./repository, ../repository. `host/path` without a scheme is a remote only with a dot in the host, as in github.com/owner/name.
    private static bool IsLocal(string url, string host, int separator)
        => host.Length == 1 || host is "." or ".." || (url[separator] == '/' && !host.Contains('.', StringComparison.Ordinal));
}
