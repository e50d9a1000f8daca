using System.Text;
using System.Text.RegularExpressions;

namespace Pipeline.Workflows.Rehearsing;

/// <summary>The files that an artifact's <c>path</c> means, and the folder where their paths in it begin.</summary>
internal static class UploadPaths
{
    public static (string Root, IReadOnlyList<string> Files) Find(string workspace, string paths, bool withHiddenFiles)
    {
        List<string> lines = [.. paths.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        List<string> included = [.. lines.Where(x => x[0] != '!').Select(x => Absolute(workspace, x))];
        List<Regex> excluded = [.. lines.Where(x => x[0] == '!').Select(x => Pattern(Absolute(workspace, x[1..])))];
        List<string> bases = [.. included.Select(Base).Distinct()];
        List<string> files =
        [
            .. bases.SelectMany(x => File.Exists(x) ? [x] : Directory.Exists(x) ? Directory.EnumerateFiles(x, "*", SearchOption.AllDirectories) : [])
                .Where(x => included.Exists(y => Pattern(y).IsMatch(Slashes(x))) && !excluded.Exists(y => y.IsMatch(Slashes(x))))
                .Where(x => withHiddenFiles || !Slashes(Path.GetRelativePath(workspace, x)).Split('/').Any(y => y.StartsWith('.') && y is not ".." and not "."))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
        List<string> roots = [.. bases.Select(x => File.Exists(x) ? Path.GetDirectoryName(x)! : x)];
        return (roots.Count == 0 ? workspace : roots.Aggregate(Ancestor), files);
    }

    private static string Absolute(string workspace, string path) => Path.GetFullPath(Path.Combine(workspace, path)).TrimEnd(Path.DirectorySeparatorChar);

    // The longest part without a pattern.
    private static string Base(string path)
    {
        var parts = path.Split(Path.DirectorySeparatorChar);
        var plain = parts.TakeWhile(x => x.AsSpan().IndexOfAny("*?[") < 0).ToList();
        return plain.Count == parts.Length ? path : string.Join(Path.DirectorySeparatorChar, plain) is { Length: > 0 } found ? found : "/";
    }

    private static string Ancestor(string a, string b)
    {
        var common = a.Split(Path.DirectorySeparatorChar).Zip(b.Split(Path.DirectorySeparatorChar)).TakeWhile(x => x.First == x.Second).Select(x => x.First);
        return string.Join(Path.DirectorySeparatorChar, common) is { Length: > 0 } path ? path : Path.DirectorySeparatorChar.ToString();
    }

    // A folder means everything below it.
    private static Regex Pattern(string path)
    {
        var regex = new StringBuilder(@"\A");
        var text = Slashes(path);
        for (var i = 0; i < text.Length; i++)
        {
            if (text.AsSpan(i).StartsWith("**/"))
                (regex, i) = (regex.Append("(?:.*/)?"), i + 2);
            else if (text.AsSpan(i).StartsWith("**"))
                (regex, i) = (regex.Append(".*"), i + 1);
            else
                regex.Append(text[i] switch { '*' => "[^/]*", '?' => "[^/]", var other => Regex.Escape(other.ToString()) });
        }

        return new Regex(regex.Append(@"(?:/.*)?\z").ToString(), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
    }

    private static string Slashes(string path) => path.Replace('\\', '/');
}
