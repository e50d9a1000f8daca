namespace Pipeline.Engine.Tests.Parameters;

/// <summary>A root directory of its own for one test, with <c>.nuke</c>.</summary>
internal sealed class RootDirectory : IDisposable
{
    public RootDirectory() => Directory.CreateDirectory(System.IO.Path.Combine(Path, ".nuke"));

    public string Path { get; } = Directory.CreateTempSubdirectory("pipeline-parameters-").FullName;

    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, ".nuke", name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
