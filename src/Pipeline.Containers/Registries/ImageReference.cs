using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Pipeline.Errors;

namespace Pipeline.Containers.Registries;

/// <summary>
/// Where an image is: <c>ghcr.io/acme/app:1.2</c>, <c>localhost:5000/app@sha256:…</c>, <c>alpine</c>.
/// Read by Docker's rules (https://github.com/distribution/reference): without a registry it is Docker Hub, and there without a namespace it is <c>library</c>.
/// </summary>
/// <param name="Registry">The host, with a port if it isn't the usual one: <c>docker.io</c>, <c>localhost:5000</c>, <c>[::1]:5000</c>.</param>
/// <param name="Repository">The path in the registry: <c>library/alpine</c>.</param>
/// <param name="Tag">The tag; null when none was given.</param>
/// <param name="Digest">The digest; null when none was given. Where there are both, the digest says which image it is.</param>
public sealed partial record ImageReference(string Registry, string Repository, string? Tag, Digest? Digest)
{
    /// <summary>Docker Hub's name in references; its API answers elsewhere.</summary>
    public const string DockerHub = "docker.io";

    private const string Host = @"(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?";
    private const string Part = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";

    /// <summary>Registry and repository, without tag and digest.</summary>
    public string Name => $"{Registry}/{Repository}";

    /// <summary>The digest, else the tag, else <c>latest</c>: what stands in a request's path.</summary>
    internal string Selector => Digest?.ToString() ?? Tag ?? "latest";

    /// <summary>Reads a reference.</summary>
    /// <exception cref="PipelineException">PIPE3100: it isn't one; the message says why.</exception>
    public static ImageReference Parse(string text)
    {
        var (reference, mistake) = Read(text);
        return reference ?? throw new PipelineException(RegistryErrors.InvalidReference, $"'{text}' is not an image reference: {mistake} Give it as in ghcr.io/acme/app:1.2 or ghcr.io/acme/app@sha256:….") { ExitCode = 2 };
    }

    /// <summary>Reads a reference; false for what isn't one.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImageReference? reference)
    {
        reference = text is null ? null : Read(text).Reference;
        return reference is not null;
    }

    /// <summary>This repository's image with that digest. The tag stays, as a remark.</summary>
    public ImageReference WithDigest(Digest digest) => this with { Digest = digest };

    /// <summary>This repository's image under that tag, and under no digest.</summary>
    /// <exception cref="PipelineException">PIPE3100: it is no tag.</exception>
    public ImageReference WithTag(string tag) => TagPattern().IsMatch(tag)
        ? this with { Tag = tag, Digest = null }
        : throw new PipelineException(RegistryErrors.InvalidReference, $"'{tag}' is not a tag: up to 128 letters, digits and . _ -, and begins with none of . and -. Replace a + of SemVer build metadata by -.") { ExitCode = 2 };

    /// <summary>All of it: registry, repository, tag, digest. <see cref="Parse"/> reads it back to an equal reference.</summary>
    public override string ToString() => Name + (Tag is null ? "" : ":" + Tag) + (Digest is null ? "" : "@" + Digest);

    private static (ImageReference? Reference, string Mistake) Read(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return (null, "it is empty.");
        if (HexId().IsMatch(text))
            return (null, "64 hexadecimal digits are an image's id in an engine, not a name.");

        Digest? digest = null;
        var rest = text;
        if (rest.IndexOf('@') is var at and >= 0)
        {
            if (!Containers.Digest.TryParse(rest[(at + 1)..], out digest))
                return (null, $"'{rest[(at + 1)..]}' is no digest of the form sha256: and 64 lower-case hexadecimal digits.");
            rest = rest[..at];
        }

        // A colon after the last slash begins a tag; one before it, a port.
        string? tag = null;
        if (rest.LastIndexOf(':') is var colon and >= 0 && colon > rest.LastIndexOf('/'))
        {
            tag = rest[(colon + 1)..];
            if (!TagPattern().IsMatch(tag))
                return (null, $"'{tag}' is no tag: up to 128 letters, digits and . _ -, and begins with none of . and -.");
            rest = rest[..colon];
        }

        var (registry, repository) = Split(rest);
        if (!HostPattern().IsMatch(registry))
            return (null, $"'{registry}' is no registry's host.");
        if (repository.Length > 255)
            return (null, "a repository's name has up to 255 characters.");
        return RepositoryPattern().IsMatch(repository)
            ? (new ImageReference(registry, repository, tag, digest), "")
            : (null, $"'{repository}' is no repository: lower-case letters and digits, with . _ __ or - between them, in parts divided by /.");
    }

    // The first part is a registry when it can't be a Docker Hub namespace: it has a dot, a port or capitals, or is localhost.
    private static (string Registry, string Repository) Split(string name)
    {
        var slash = name.IndexOf('/');
        var first = slash < 0 ? "" : name[..slash];
        var hasRegistry = slash >= 0 && (first.AsSpan().ContainsAny('.', ':') || first == "localhost" || first.Any(char.IsAsciiLetterUpper));
        var (registry, repository) = hasRegistry ? (first, name[(slash + 1)..]) : (DockerHub, name);
        if (registry == "index.docker.io")
            registry = DockerHub;
        return (registry, registry == DockerHub && !repository.Contains('/') ? "library/" + repository : repository);
    }

    [GeneratedRegex(@"\A" + Host + @"\z")]
    private static partial Regex HostPattern();

    [GeneratedRegex(@"\A" + Part + "(?:/" + Part + @")*\z")]
    private static partial Regex RepositoryPattern();

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z")]
    private static partial Regex TagPattern();

    [GeneratedRegex(@"\A[a-f0-9]{64}\z")]
    private static partial Regex HexId();
}
