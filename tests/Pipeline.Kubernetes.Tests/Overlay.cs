namespace Pipeline.Kubernetes.Tests;

/// <summary>A folder of manifests, written for one test.</summary>
internal sealed class Overlay : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("pipeline-kustomize-").FullName;

    public Overlay With(string path, string content)
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        return this;
    }

    public string Folder(string path) => Path.Combine(Root, path);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    /// <summary>The repository that these tests were built from.</summary>
    public static string Repository { get; } = FindRepository(AppContext.BaseDirectory);

    private static string FindRepository(string directory) =>
        File.Exists(Path.Combine(directory, "Pipeline.sln")) ? directory : FindRepository(Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("No Pipeline.sln above the tests."));
}
