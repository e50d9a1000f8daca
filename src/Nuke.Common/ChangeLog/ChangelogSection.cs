using NuGet.Versioning;

namespace Nuke.Common.ChangeLog;

/// <summary>A section of a changelog: where it is, and what its heading calls it. A section begins with <c>## </c> and ends before the next heading of its level, or before link definitions.</summary>
internal sealed record ChangelogSection(string Caption, int StartIndex, int EndIndex)
{
    /// <summary>Whether the heading is words only, such as <c>vNext</c> or <c>Unreleased</c>.</summary>
    public bool IsDraft => Caption.Length > 0 && Caption.All(char.IsLetter);

    public bool IsEmpty => EndIndex == StartIndex;

    public NuGetVersion? Version => NuGetVersion.TryParse(Caption.TrimStart('v', 'V'), out var version) ? version : null;

    public static IReadOnlyList<ChangelogSection> Find(IReadOnlyList<string> lines)
    {
        var sections = new List<ChangelogSection>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (!lines[i].StartsWith("## ", StringComparison.Ordinal))
                continue;

            var end = i;
            for (var next = i + 1; next < lines.Count && !EndsSection(lines[next]); next++)
            {
                if (!string.IsNullOrWhiteSpace(lines[next]))
                    end = next;
            }

            sections.Add(new ChangelogSection(CaptionOf(lines[i]), i, end));
        }

        return sections;
    }

    /// <summary>The lines of the notes, without blank ones at either end.</summary>
    public IReadOnlyList<string> NotesIn(IReadOnlyList<string> lines)
        => [.. lines.Skip(StartIndex + 1).Take(EndIndex - StartIndex).SkipWhile(string.IsNullOrWhiteSpace)];

    private static string CaptionOf(string heading)
    {
        var text = heading.TrimStart('#', ' ').TrimStart('[');
        var end = text.AsSpan().IndexOfAny(" ]");
        return end < 0 ? text : text[..end];
    }

    private static bool EndsSection(string line)
        => line.StartsWith("# ", StringComparison.Ordinal)
           || line.StartsWith("## ", StringComparison.Ordinal)
           || (line.StartsWith('[') && line.Contains("]: ", StringComparison.Ordinal));
}
