using Nuke.Common.Tooling;
using Nuke.Common.Tools;
using Nuke.Common.Tools.GitVersion;
using Nuke.Common.Tools.MinVer;
using Nuke.Common.Tools.OctoVersion;
using Assert = Xunit.Assert;

namespace CommonTests.Tools.Versioning;

public sealed class VersionToolTests
{
    [Fact]
    public void GitVersion_is_read_from_what_it_prints_old_variables_and_new()
    {
        // As GitVersion 6 prints it; 5 gives NuGetVersionV2 too, and logs before.
        Output[] output =
        [
            Line("INFO [12:00] Working directory: /src"), Line("{"), Line("  \"Major\": 1, \"Minor\": 2, \"Patch\": 3,"), Line("  \"PreReleaseNumber\": null, \"SemVer\": \"1.2.3-beta.4\","),
            Line("  \"NuGetVersionV2\": \"1.2.3-beta0004\", \"CommitDate\": \"2026-11-22\", \"UncommittedChanges\": 5"), Line("}"),
        ];

        var version = JsonOutput.Read<GitVersion>(output);

        Assert.Equal((1, 2, 3), (version.Major, version.Minor, version.Patch));
        Assert.Equal(("1.2.3-beta.4", "1.2.3-beta0004", "2026-11-22"), (version.SemVer, version.NuGetVersionV2, version.CommitDate));
        Assert.Null(version.PreReleaseNumber);
        Assert.Equal(5, version.UncommittedChanges);
        Assert.Null(version.FullSemVer);
    }

    [Fact]
    public void Options_become_the_arguments_that_the_tools_take()
    {
        var gitVersion = ArgumentRenderer.Render(new GitVersionSettings().SetTargetPath("repo").SetNoFetch(true).SetNoCache(false).SetOutput(GitVersionOutput.json).SetPassword("p"));
        var octoVersion = ArgumentRenderer.Render(new OctoVersionGetVersionSettings().SetCurrentBranch("main").SetMajor(3));
        var minVer = ArgumentRenderer.Render(new MinVerSettings().SetTagPrefix("v").SetAutoIncrement(MinVerVersionPart.Minor));

        Assert.Equal(["repo", "/nofetch", "/output", "json", "/p", "p"], gitVersion.Arguments);
        Assert.Contains("p", gitVersion.Secrets);
        Assert.Equal(["octoversion", "--CurrentBranch", "main", "--Major", "3"], octoVersion.Arguments);
        Assert.Equal(["--tag-prefix", "v", "--auto-increment", "Minor"], minVer.Arguments);
    }

    [Theory]
    [InlineData("1.2.3-alpha.0.5+build", "1.2.3-alpha.0.5", "alpha.0.5", "build", "1.0.0.0", "1.2.3.0")]
    [InlineData("4.0.0", "4.0.0", "", "", "4.0.0.0", "4.0.0.0")]
    public void MinVers_version_is_taken_apart(string text, string package, string preRelease, string metadata, string assembly, string file)
    {
        var version = MinVerVersions.From(text);

        Assert.Equal((text, package, preRelease, metadata, assembly, file), (version.Version, version.PackageVersion, version.MinVerPreRelease, version.MinVerBuildMetadata, version.AssemblyVersion, version.FileVersion));
    }

    private static Output Line(string text) => new() { Type = OutputType.Std, Text = text };
}
