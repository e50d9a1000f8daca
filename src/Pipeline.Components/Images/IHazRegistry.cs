using Nuke.Common;
using Pipeline.Components.Environments;
using Pipeline.Containers.Registries;
using Pipeline.Errors;

namespace Pipeline.Components.Images;

/// <summary>The environment names the registry that its images are pushed to and pulled from.</summary>
public interface IHazRegistry : IHazEnvironment
{
    /// <summary>The registry, with the namespace that images go to: <c>ghcr.io/acme</c>. Null in a rehearsal.</summary>
    [EnvironmentEntry("Registry that images are pushed to and pulled from, with the namespace: ghcr.io/acme.")]
    string? Registry => TryGetValue(() => Registry);

    /// <summary>Asked before anything runs: true, or an exception that says what is missing or wrong.</summary>
    /// <exception cref="PipelineException">PIPE2203.</exception>
    sealed bool HasRegistry()
    {
        if (IsRehearsal)
            throw Refused("A rehearsal has no registry: its cluster takes images from the disk. Name an environment with --environment.");
        if (Registry is not { } registry)
            throw Refused($"Environment '{Environment}': .nuke/parameters.{Environment}.json has no 'Registry'. Add it: \"Registry\": \"ghcr.io/acme\".");
        if (!ImageReference.TryParse($"{registry}/image", out var image) || image.Tag is not null || image.Digest is not null || $"{image.Name}" != $"{registry}/image")
            throw Refused($"Environment '{Environment}': the Registry '{registry}' in .nuke/parameters.{Environment}.json is no registry. Give its host and namespace, without scheme, tag and digest, as in ghcr.io/acme or docker.io/acme.");
        return true;
    }

    private static PipelineException Refused(string message) => new(ImageComponentErrors.NoRegistry, message) { ExitCode = 2 };
}
