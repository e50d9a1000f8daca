using NuGet.Versioning;
using Nuke.Common.Git;
using Nuke.Common.IO;
using Pipeline.Errors;
using Serilog;

namespace Nuke.Common.ChangeLog;

/// <summary>Reads a changelog in the form of keepachangelog.com, and turns what comes next into a release.</summary>
public static class ChangelogTasks
{
    /// <summary>The latest notes as a package shows them: bullets, no code marks, commas escaped for MSBuild; with a link to the whole, if the repository is on GitHub.</summary>
    public static string GetNuGetReleaseNotes(string changelogFile, GitRepository? repository = null)
    {
        var lines = ExtractChangelogSectionNotes(AbsolutePath.Create(changelogFile)).Select(ToPackageLine).ToList();
        if (GitHubLinks.For(repository) is { } links)
            lines.AddRange([string.Empty, $"Full changelog at {links.File(AbsolutePath.Create(changelogFile))}"]);
        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>All sections, in the order of the file.</summary>
    /// <exception cref="PipelineException">There is no section (PIPE1005).</exception>
    public static IReadOnlyList<ReleaseNotes> ReadReleaseNotes(AbsolutePath changelogFile)
    {
        var lines = changelogFile.ReadAllLines();
        var sections = ChangelogSection.Find(lines);
        Require(sections.Count > 0, changelogFile, "it has no section; a section's heading begins with '## '");
        return [.. sections.Select(x => x.Version is { } version
            ? new ReleaseNotes(version, x.NotesIn(lines), x.StartIndex, x.EndIndex)
            : new ReleaseNotes(x.NotesIn(lines), x.StartIndex, x.EndIndex))];
    }

    /// <summary>The changelog: its releases and what comes next.</summary>
    /// <exception cref="PipelineException">There is no section, or there are several drafts (PIPE1005).</exception>
    public static ChangeLog ReadChangelog(string changelogFile)
    {
        var path = AbsolutePath.Create(changelogFile);
        var notes = ReadReleaseNotes(path);
        var drafts = notes.Where(x => x.Unreleased).ToList();
        Require(drafts.Count <= 1, path, $"it has {drafts.Count} sections without a version, and should have one for what comes next");
        return new ChangeLog(path, drafts.SingleOrDefault(), notes);
    }

    /// <summary>Turns what comes next into a release, dated today. If the repository is on GitHub, the headings get links to what changed.</summary>
    /// <exception cref="PipelineException">There is nothing to release, or the version is there or not the highest (PIPE1005).</exception>
    public static void FinalizeChangelog(ChangeLog changelogFile, NuGetVersion tag, GitRepository? repository = null)
        => FinalizeChangelog(changelogFile.Path, tag.ToString(), repository);

    /// <summary>Turns what comes next into a release, dated today. If the repository is on GitHub, the headings get links to what changed.</summary>
    /// <exception cref="PipelineException">There is nothing to release, or the version is there or not the highest (PIPE1005).</exception>
    public static void FinalizeChangelog(AbsolutePath changelogFile, string tag, GitRepository? repository = null)
        => FinalizeChangelog(changelogFile, tag, repository, DateOnly.FromDateTime(DateTime.Now));

    /// <summary>The notes of a section, without blank lines; by default of the first that has any.</summary>
    /// <exception cref="PipelineException">There is no such section (PIPE1005).</exception>
    public static IEnumerable<string> ExtractChangelogSectionNotes(AbsolutePath changelogFile, string? tag = null)
    {
        var lines = changelogFile.ReadAllLines();
        var sections = ChangelogSection.Find(lines);
        var section = tag is null ? sections.FirstOrDefault(x => !x.IsEmpty) : sections.FirstOrDefault(x => IsFor(x, tag));
        Require(section is not null, changelogFile, $"it has no section {(tag is null ? "with notes" : $"for '{tag}'")}; it has: {string.Join(", ", sections.Select(x => x.Caption))}");
        return [.. section!.NotesIn(lines).Where(x => !string.IsNullOrWhiteSpace(x))];
    }

    internal static void FinalizeChangelog(AbsolutePath changelogFile, string tag, GitRepository? repository, DateOnly date)
    {
        Log.Information("Finalizing {File} for {Tag} ...", changelogFile.Name, tag);

        var lines = changelogFile.ReadAllLines().ToList();
        var sections = ChangelogSection.Find(lines);
        Require(sections is [{ IsDraft: true }, ..], changelogFile, "its first section should be what comes next, such as '## [vNext]'");
        Require(!sections[0].IsEmpty, changelogFile, $"its section '{sections[0].Caption}' has no notes to release");
        Require(!sections.Any(x => IsFor(x, tag)), changelogFile, $"it has a section for '{tag}' already");
        var latest = sections.Select(x => x.Version).OfType<NuGetVersion>().DefaultIfEmpty().Max();
        Require(
            latest is null || (NuGetVersion.TryParse(tag, out var version) && version > latest),
            changelogFile,
            $"'{tag}' is not a higher version than its latest, '{latest}'");

        lines.InsertRange(sections[0].StartIndex + 1, [string.Empty, $"## [{tag}] / {date:yyyy-MM-dd}"]);
        if (GitHubLinks.For(repository) is { } links)
            ReplaceLinks(lines, links);
        changelogFile.WriteAllLines(lines);
    }

    private static void ReplaceLinks(List<string> lines, GitHubLinks links)
    {
        var sections = ChangelogSection.Find(lines);
        lines.RemoveRange(sections[^1].EndIndex + 1, lines.Count - sections[^1].EndIndex - 1);
        lines.Add(string.Empty);
        for (var i = 0; i < sections.Count; i++)
        {
            var caption = sections[i].Caption;
            var link = i == sections.Count - 1 ? links.Tag(caption)
                : links.Compare(sections[i + 1].Caption, i == 0 ? "HEAD" : caption);
            lines.Add($"[{caption}]: {link}");
        }
    }

    private static string ToPackageLine(string line)
    {
        var text = line.TrimStart();
        if (text is ['-' or '*' or '+', ' ', ..])
            line = $"{line[..^text.Length]}\u2022{text[1..]}";
        return line.Replace("`", string.Empty, StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
    }

    private static bool IsFor(ChangelogSection section, string tag) => string.Equals(section.Caption, tag, StringComparison.OrdinalIgnoreCase);

    private static void Require(bool condition, AbsolutePath changelogFile, string problem)
    {
        if (!condition)
            throw new PipelineException(PathErrors.ChangelogMalformed, $"Changelog '{changelogFile}' can't be used: {problem}.");
    }
}
