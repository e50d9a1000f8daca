using System.Text.RegularExpressions;
using Docker.DotNet.Models;
using Pipeline.Containers.Registries;
using Pipeline.Containers.Registries.Credentials;

namespace Pipeline.Containers.Engines;

/// <summary>The registries of a Dockerfile's FROM lines, whose credentials go with the build.</summary>
internal static partial class DockerfileImages
{
    /// <summary>A name with an ARG in it isn't known here, nor is one of a stage: those have no registry.</summary>
    public static IReadOnlyList<string> Registries(string dockerfile) =>
    [
        .. From().Matches(dockerfile).Select(x => x.Groups["image"].Value)
            .Where(x => x.Contains('/') || x.Contains(':'))
            .Select(x => ImageReference.TryParse(x, out var image) ? image.Registry : null)
            .OfType<string>().Distinct(),
    ];

    public static async Task<IReadOnlyList<AuthConfig>> CredentialsAsync(string dockerfile, ICredentialSource source, CancellationToken cancellationToken)
    {
        var credentials = new List<AuthConfig>();
        foreach (var registry in Registries(dockerfile))
        {
            if (await source.FindAsync(registry, cancellationToken) is { } found)
            {
                credentials.Add(new AuthConfig
                {
                    ServerAddress = registry == ImageReference.DockerHub ? "https://index.docker.io/v1/" : registry,
                    Username = found.Username,
                    Password = found.Password.Reveal(),
                    IdentityToken = found.IdentityToken?.Reveal(),
                });
            }
        }

        return credentials;
    }

    [GeneratedRegex(@"^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*(?<image>\S+)", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex From();
}
