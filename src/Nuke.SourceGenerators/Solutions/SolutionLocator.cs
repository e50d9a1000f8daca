namespace Nuke.SourceGenerators.Solutions;

/// <summary>Finds the solution of a member: the attribute's path, or the parameter of the member's name, from the directory that holds <c>.nuke</c>.</summary>
internal sealed class SolutionLocator(Func<string, string?> readFile, Func<string, bool> isRoot)
{
    /// <exception cref="SolutionProblem">There is no such solution; the message says where it was looked for.</exception>
    public (string Path, string Text) Locate(SolutionMember member, string? projectDirectory)
    {
        var root = FindRoot(projectDirectory) ?? FindRoot(Path.GetDirectoryName(member.SourceFile))
            ?? throw new SolutionProblem(SolutionDiagnostics.NoPath, $"'{member.Name}' asks for typed projects, but neither '{projectDirectory ?? member.SourceFile}' nor a directory above it holds .nuke. Run the build from a repository with a .nuke directory.");
        var path = Path.GetFullPath(Path.Combine(root, RelativePath(member, root).Replace('\\', '/')));
        return readFile(path) is { } text
            ? (path, text)
            : throw new SolutionProblem(SolutionDiagnostics.NotFound, $"Solution '{path}', named by {Source(member)}, does not exist. Correct the path; it is relative to '{root}'.");
    }

    private static string Source(SolutionMember member)
        => member.RelativePath is null ? $"\"{member.Name}\" in .nuke/parameters.json" : $"[Solution] on '{member.Name}'";

    private string RelativePath(SolutionMember member, string root)
    {
        if (member.RelativePath is not null)
            return member.RelativePath;
        var file = Path.Combine(root, ".nuke", "parameters.json");
        var value = readFile(file) is { } json ? ParametersFile.Find(json, member.Name) : FirstLine(readFile(Path.Combine(root, ".nuke")));
        return value is { Length: > 0 }
            ? value
            : throw new SolutionProblem(SolutionDiagnostics.NoPath, $"'{member.Name}' asks for typed projects, but '{file}' has no \"{member.Name}\". Add \"{member.Name}\": \"path/to.sln\" there, or write [Solution(\"path/to.sln\", GenerateProjects = true)].");
    }

    // Before parameters.json, .nuke was a file with the solution's path in its first line.
    private static string? FirstLine(string? text) => text?.Split('\n')[0].Trim();

    private string? FindRoot(string? directory)
    {
        for (var at = string.IsNullOrEmpty(directory) ? null : directory; at is not null; at = Path.GetDirectoryName(at.TrimEnd('/', '\\')))
        {
            if (isRoot(at))
                return at;
        }

        return null;
    }
}
