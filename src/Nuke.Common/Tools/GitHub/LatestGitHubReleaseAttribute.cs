using System.Reflection;
using System.Text.RegularExpressions;
using NuGet.Versioning;
using Nuke.Common.Git;
using Nuke.Common.Tools.GitHub;
using Nuke.Common.Utilities;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Tooling;

/// <summary>Gives a member the version of a GitHub repository's latest release: <c>[LatestGitHubRelease("owner/name")] readonly string Version;</c></summary>
public class LatestGitHubReleaseAttribute(string identifier) : ValueInjectionAttributeBase
{
    /// <summary>Takes pre-releases too.</summary>
    public bool IncludePrerelease { get; set; }

    /// <summary>Looks for the version in the release's tag, not in its name.</summary>
    public bool UseTagName { get; set; }

    /// <summary>Finds the version, as the group <c>version</c>.</summary>
    public string Pattern { get; set; } = @"v?(?<version>\d+\.\d+(?:\.\d+)?(?:\.\d+)?(?:-\w+)?)";

    /// <inheritdoc />
    public override object? GetValue(MemberInfo member, object instance)
    {
        var repository = GitRepository.FromUrl($"https://github.com/{identifier}");
        var releases = GitHubTasks.GitHubClient.Repository.Release.GetAll(repository.GetGitHubOwner(), repository.GetGitHubName()).GetAwaiter().GetResult();
        var versions = Versions(releases.Select(x => UseTagName ? x.TagName : x.Name));
        if (member.GetMemberType() == typeof(NuGetVersion[]))
            return versions;
        var latest = Array.Find(versions, x => IncludePrerelease || !x.IsPrerelease);
        return member.GetMemberType() == typeof(NuGetVersion) ? latest : latest?.ToString();
    }

    /// <summary>The versions in the names, the highest first.</summary>
    internal NuGetVersion[] Versions(IEnumerable<string?> names)
        =>
        [
            .. names
                .Select(x => Regex.Match(x ?? string.Empty, Pattern, RegexOptions.None, TimeSpan.FromSeconds(1)))
                .Where(x => x.Success)
                .Select(x => NuGetVersion.Parse(x.Groups["version"].Value))
                .OrderDescending(),
        ];
}
