namespace Pipeline.Engine.Tests.Globbing;

/// <summary>A directory of real files for one test.</summary>
public sealed class FileTree : IDisposable
{
    public FileTree(params string[] files)
    {
        Root = Directory.CreateTempSubdirectory("pipeline-tests-").FullName;
        foreach (var file in files)
            Write(file, file);
    }

    public string Root { get; }

    public string this[string relativePath] => Path.Combine(Root, relativePath);

    public string Write(string relativePath, string content)
    {
        var path = this[relativePath];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public string Read(string relativePath) => File.ReadAllText(this[relativePath]);

    public string[] Relative(IEnumerable<string> fullPaths) => [.. fullPaths.Select(x => Path.GetRelativePath(Root, x).Replace('\\', '/'))];

    public void Dispose()
    {
        if (Directory.Exists(Root))
            Directory.Delete(Root, recursive: true);
    }
}
