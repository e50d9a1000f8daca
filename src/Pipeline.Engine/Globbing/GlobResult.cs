namespace Pipeline.Engine.Globbing;

/// <summary>What a walk found, in ordinal order of the full paths.</summary>
/// <param name="Files">Files, links to files and, where links aren't followed, links to directories.</param>
/// <param name="Directories">Directories, without the root.</param>
/// <param name="Hits">For each pattern, whether it matched anything that no exclude took out.</param>
internal sealed record GlobResult(IReadOnlyList<string> Files, IReadOnlyList<string> Directories, bool[] Hits);
