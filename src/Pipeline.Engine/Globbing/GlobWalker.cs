using Pipeline.Errors;

namespace Pipeline.Engine.Globbing;

/// <summary>Finds files and directories by patterns; see <see cref="Glob"/> for the syntax and <see cref="GlobSet"/> for several at once.</summary>
public static class GlobWalker
{
    /// <summary>Full paths of the files below <paramref name="root"/> that match, each once, in ordinal order. None if the root doesn't exist.</summary>
    /// <exception cref="PipelineException">A pattern can't be read (PIPE0100).</exception>
    public static IReadOnlyList<string> GlobFiles(string root, IReadOnlyList<string> patterns, GlobCase letterCase = GlobCase.Platform) =>
        new GlobSet(root, patterns, letterCase).GlobFiles();

    /// <summary>Full paths of the directories below <paramref name="root"/> that match, each once, in ordinal order. None if the root doesn't exist.</summary>
    /// <exception cref="PipelineException">A pattern can't be read (PIPE0100).</exception>
    public static IReadOnlyList<string> GlobDirectories(string root, IReadOnlyList<string> patterns, GlobCase letterCase = GlobCase.Platform) =>
        new GlobSet(root, patterns, letterCase).GlobDirectories();
}
