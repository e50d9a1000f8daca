namespace Pipeline.Embedded.Kubernetes.Images;

/// <summary>An image that is there, ready to be started.</summary>
internal sealed record ContainerImage
{
    /// <summary>What the pod calls it.</summary>
    public required string Reference { get; init; }

    /// <summary>What it is, for <c>imageID</c>: <c>name@sha256:…</c>, or the folder.</summary>
    public required string Id { get; init; }

    /// <summary>The program and its first arguments, where the container's <c>command</c> doesn't replace them.</summary>
    public IReadOnlyList<string> Entrypoint { get; init; } = [];

    /// <summary>The arguments, where the container's <c>args</c> or <c>command</c> don't replace them.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables that the image sets.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the program starts, as the image has it: <c>/app</c>.</summary>
    public string WorkingDirectory { get; init; } = "/";

    /// <summary>The folders of the image on this machine, by their path in the image: <c>/app</c> → <c>…/publish</c>.</summary>
    public required IReadOnlyDictionary<string, string> Folders { get; init; }

    /// <summary>The folder of its root where it brings an operating system's files along (<c>/bin/sh</c>, libraries); null where it is only the application.</summary>
    public string? SystemRoot { get; init; }

    /// <summary>A path of the image on this machine; null where the image has no such file or folder.</summary>
    public string? Locate(string path)
    {
        foreach (var (inside, outside) in Folders.OrderByDescending(x => x.Key.Length))
        {
            var prefix = inside.TrimEnd('/') + "/";
            if (path == inside || path.StartsWith(prefix, StringComparison.Ordinal))
            {
                var located = path == inside ? outside : Path.Combine(outside, path[prefix.Length..]);
                return Path.Exists(located) ? located : null;
            }
        }

        return null;
    }
}
