using CommonTests.ProjectModel;
using NuGet.Versioning;
using Nuke.Common.ChangeLog;
using Nuke.Common.Git;
using Nuke.Common.IO;
using Pipeline.Errors;

namespace CommonTests.ChangeLog;

public sealed class ChangelogTests : IDisposable
{
    private const string Text = """
        # Changelog

        Some words.

        ## [vNext]

        ### Added
        - New `thing`, big
          with a second line

        ## [1.1.0] / 2025-02-01
        - Second

        ## [1.0.0] / 2025-01-01
        * First

        [vNext]: https://old
        """;

    private readonly TemporaryDirectory _temporary = new();

    private AbsolutePath Changelog => AbsolutePath.Create(_temporary.Path) / "CHANGELOG.md";

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Sections_are_read_with_their_versions()
    {
        var changelog = ChangelogTasks.ReadChangelog(Changelog.WriteAllText(Text));

        Assert.Equal(["1.0.0", "1.1.0"], changelog.ReleaseNotes.Select(x => x.Version.ToString()));
        Assert.Equal("1.1.0", changelog.LatestVersion.ToString());
        Assert.Equal(["### Added", "- New `thing`, big", "  with a second line"], changelog.Unreleased.Notes);
        Assert.Equal((4, 8), (changelog.Unreleased.StartIndex, changelog.Unreleased.EndIndex));
        Assert.False(changelog.Unreleased.IsEmpty);
        Assert.Equal("* First", changelog.ReleaseNotes[0].ToString());
        Assert.Equal(Changelog, changelog.Path);
    }

    [Fact]
    public void Notes_are_extracted_by_tag_or_the_first()
    {
        Changelog.WriteAllText(Text);

        Assert.Equal(3, ChangelogTasks.ExtractChangelogSectionNotes(Changelog).Count());
        Assert.Equal(["- Second"], ChangelogTasks.ExtractChangelogSectionNotes(Changelog, "1.1.0"));
        Assert.Contains("vNext, 1.1.0, 1.0.0", Refused(() => ChangelogTasks.ExtractChangelogSectionNotes(Changelog, "9")), StringComparison.Ordinal);
    }

    [Fact]
    public void Package_notes_have_bullets_and_a_link_to_github()
    {
        Changelog.WriteAllText(Text);
        var repository = GitRepository.FromUrl("https://github.com/owner/name.git", "main");

        var notes = ChangelogTasks.GetNuGetReleaseNotes(Changelog, repository).ReplaceLineEndings("\n");

        Assert.Equal("### Added\n\u2022 New thing%2C big\n  with a second line\n\nFull changelog at https://github.com/owner/name/blob/main/CHANGELOG.md", notes);
        Assert.DoesNotContain("http", ChangelogTasks.GetNuGetReleaseNotes(Changelog), StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_takes_the_notes_of_the_draft_and_gets_links()
    {
        Changelog.WriteAllText(Text);
        var repository = GitRepository.FromUrl("git@github.com:owner/name.git");

        ChangelogTasks.FinalizeChangelog(Changelog, "1.2.0", repository, new DateOnly(2026, 1, 31));

        Assert.Equal(
            """
            ## [vNext]

            ## [1.2.0] / 2026-01-31

            ### Added
            - New `thing`, big
              with a second line

            ## [1.1.0] / 2025-02-01
            - Second

            ## [1.0.0] / 2025-01-01
            * First

            [vNext]: https://github.com/owner/name/compare/1.2.0...HEAD
            [1.2.0]: https://github.com/owner/name/compare/1.1.0...1.2.0
            [1.1.0]: https://github.com/owner/name/compare/1.0.0...1.1.0
            [1.0.0]: https://github.com/owner/name/tree/1.0.0

            """.ReplaceLineEndings("\n"),
            string.Join('\n', Changelog.ReadAllLines().Skip(4)) + "\n");
        Assert.Contains("no notes to release", Refused(() => ChangelogTasks.FinalizeChangelog(Changelog, "1.3.0")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.1.0", "has a section for '1.1.0'")]
    [InlineData("1.0.5", "not a higher version than its latest, '1.1.0'")]
    public void A_version_that_is_not_the_next_is_refused(string tag, string problem)
    {
        var changelog = ChangelogTasks.ReadChangelog(Changelog.WriteAllText(Text));

        Assert.Contains(problem, Refused(() => ChangelogTasks.FinalizeChangelog(changelog, NuGetVersion.Parse(tag))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# Nothing", "no section")]
    [InlineData("## vNext\n- a\n## Unreleased\n- b", "2 sections without a version")]
    public void A_changelog_that_cannot_be_used_is_named(string text, string problem)
    {
        Changelog.WriteAllText(text);

        var message = Refused(() => ChangelogTasks.ReadChangelog(Changelog));

        Assert.Contains(problem, message, StringComparison.Ordinal);
        Assert.Contains(Changelog.ToString(), message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changelog_without_draft_has_nothing_to_finalize()
    {
        Changelog.WriteAllText("## 1.0.0\n- a");

        Assert.Null(ChangelogTasks.ReadChangelog(Changelog).Unreleased);
        Assert.Contains("first section", Refused(() => ChangelogTasks.FinalizeChangelog(Changelog, "2.0.0")), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ChangelogTasks.ReadChangelog(Changelog.WriteAllText("## 1.0.0")));
        Assert.Null(new Nuke.Common.ChangeLog.ChangeLog(Changelog, []).LatestVersion);
    }

    private static string Refused(Action action)
    {
        var error = Assert.Throws<PipelineException>(action);
        Assert.Equal("PIPE1005", error.Code.Id);
        return error.Message;
    }
}
