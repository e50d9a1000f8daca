using Nuke.Common.Git;

namespace Pipeline.Components.Signing;

/// <summary>Who builds, as provenance names it (SLSA v1, <c>builder.id</c>).</summary>
internal static class ReleaseBuilder
{
    /// <summary>A person's machine: it can say anything, so only a rehearsal believes it.</summary>
    public const string Local = "https://pipeline.dev/builders/local";

    /// <summary>A workflow of the repository on GitHub; null where the repository has no remote.</summary>
    public static string? Workflow(GitRepository? repository, string file) =>
        repository is { Endpoint: { } host, Identifier: { } name } ? $"https://{host}/{name}/.github/workflows/{file}" : null;
}
