using Nuke.Common;
using Nuke.Common.CI.GitHubActions;
using Nuke.Common.IO;
using Nuke.Common.Tools.GitHub;
using Octokit;
using static Nuke.Common.ChangeLog.ChangelogTasks;

namespace Nuke.Components;

/// <summary>Makes a release on GitHub with notes from the changelog, and attaches files.</summary>
[ParameterPrefix(GitHubRelease)]
public interface ICreateGitHubRelease : IHazGitRepository, IHazChangelog
{
    /// <summary>The prefix of the parameters.</summary>
    public const string GitHubRelease = nameof(GitHubRelease);

    /// <summary>The token, with the right to write contents. Default: that of the GitHub Actions run.</summary>
    [Parameter, Secret]
    string? Token => TryGetValue<string>(() => Token!) ?? GitHubActions.Instance?.Token;

    /// <summary>The release's tag; <c>v</c> and it is the release's name.</summary>
    string Version { get; }

    /// <summary>The files to attach.</summary>
    IEnumerable<AbsolutePath> AssetFiles { get; }

    /// <summary>Makes the release.</summary>
    Target CreateGitHubRelease => _ => _
        .Requires(() => Token!)
        .Executes(async () =>
        {
            GitHubTasks.GitHubClient.Credentials = new Credentials(Token);
            var releases = GitHubTasks.GitHubClient.Repository.Release;
            var release = await releases.Create(
                GitRepository.GetGitHubOwner(),
                GitRepository.GetGitHubName(),
                new NewRelease(Version)
                {
                    Name = $"v{Version}",
                    Body = string.Join(Environment.NewLine, ExtractChangelogSectionNotes(ChangelogFile!)),
                });

            await Task.WhenAll(AssetFiles.Select(async file =>
            {
                await using var content = File.OpenRead(file!);
                await releases.UploadAsset(release, new ReleaseAssetUpload
                {
                    FileName = file.Name,
                    ContentType = "application/octet-stream",
                    RawData = content,
                });
            }));
        });
}
