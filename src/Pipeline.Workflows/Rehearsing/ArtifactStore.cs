using System.Text.RegularExpressions;

namespace Pipeline.Workflows.Rehearsing;

/// <summary>
/// Hands files from job to job as GitHub's artifacts do: the paths of one artifact begin at their common folder, hidden files stay behind unless
/// they are asked for, and the right to execute is lost (<a href="https://github.com/actions/upload-artifact">actions/upload-artifact</a>).
/// </summary>
internal sealed class ArtifactStore(string folder)
{
    /// <summary>Whether a name is meant by a pattern in which <c>*</c> stands for anything; either may be one.</summary>
    public static bool Matches(string pattern, string name) => Like(pattern, name) || Like(name, pattern);

    /// <summary>How many files went in.</summary>
    public int Upload(string name, string workspace, string paths, bool withHiddenFiles)
    {
        var (root, files) = UploadPaths.Find(workspace, paths, withHiddenFiles);
        var target = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        foreach (var file in files)
            Copy(file, Path.Combine(target, Path.GetRelativePath(root, file)));
        return files.Count;
    }

    /// <summary>The artifacts that came out; none if there is no such name.</summary>
    public IReadOnlyList<string> Download(string? name, string? pattern, bool merge, string target)
    {
        var all = Directory.Exists(folder) ? Directory.GetDirectories(folder).Order(StringComparer.Ordinal).ToList() : [];
        var chosen = all.Where(x => name is not null ? Path.GetFileName(x) == name : pattern is null || Like(pattern, Path.GetFileName(x))).ToList();
        foreach (var artifact in chosen)
        {
            var place = name is not null || merge ? target : Path.Combine(target, Path.GetFileName(artifact));
            foreach (var file in Directory.EnumerateFiles(artifact, "*", SearchOption.AllDirectories))
                Copy(file, Path.Combine(place, Path.GetRelativePath(artifact, file)));
        }

        return [.. chosen.Select(x => Path.GetFileName(x))];
    }

    private static bool Like(string pattern, string name) => Regex.IsMatch(name, $@"\A{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}\z");

    // Content only: modes don't survive the archive that an artifact is.
    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        using var source = File.OpenRead(from);
        using var target = File.Create(to);
        source.CopyTo(target);
    }
}
