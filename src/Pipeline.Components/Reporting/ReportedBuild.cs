using Nuke.Common;
using Nuke.Components;
using Pipeline.Components.Deploying;
using Pipeline.Components.Environments;

namespace Pipeline.Components.Reporting;

/// <summary>What the report has to know of a build. Asked when the run is over: parameters are read by then.</summary>
internal sealed record ReportedBuild
{
    public required string RootDirectory { get; init; }

    /// <summary>The build's output; the report goes to <c>report</c> below it.</summary>
    public required string OutputDirectory { get; init; }

    public required Func<string> Application { get; init; }

    /// <summary>Null for a build without environments.</summary>
    public required Func<(string Name, bool IsRehearsal)?> Environment { get; init; }

    /// <summary>Null outside of a repository.</summary>
    public required Func<string?> Commit { get; init; }

    public static ReportedBuild Of(INukeBuild build) => new()
    {
        RootDirectory = build.RootDirectory!,
        OutputDirectory = build is IHazArtifacts artifacts ? artifacts.ArtifactsDirectory! : build.RootDirectory / "output",
        Application = () => build is IDeploy deploy ? deploy.Application : build.RootDirectory.Name,
        Environment = () => build is IHazEnvironment environment ? (environment.Environment, environment.IsRehearsal) : null,
        Commit = () => (build as IHazGitRepository)?.GitRepository?.Commit,
    };
}
