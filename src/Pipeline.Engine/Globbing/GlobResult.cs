namespace Pipeline.Engine.Globbing;

/// <summary>What a walk found.</summary>
/// <param name="Entries">In ordinal order of their full paths.</param>
/// <param name="Hits">For each pattern, whether it matched anything that no exclude took out.</param>
internal sealed record GlobResult(IReadOnlyList<GlobEntry> Entries, bool[] Hits);

/// <summary>One file or directory that matched.</summary>
internal readonly record struct GlobEntry(string Path, bool IsDirectory);
