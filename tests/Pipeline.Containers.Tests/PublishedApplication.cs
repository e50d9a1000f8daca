using Pipeline.Containers.Building;

namespace Pipeline.Containers.Tests;

/// <summary>A folder such as <c>dotnet publish</c> leaves, in a temporary folder that goes with the test.</summary>
internal sealed class PublishedApplication : IDisposable
{
    public static readonly DateTimeOffset CommitTime = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private readonly string root = Directory.CreateTempSubdirectory("pipeline-image-").FullName;

    public PublishedApplication(bool reversed = false)
    {
        (string Name, string Content)[] files =
        [
            ("App.dll", "MZ not really"),
            ("App.runtimeconfig.json", """{"runtimeOptions":{"framework":{"name":"Microsoft.AspNetCore.App","version":"10.0.0"}}}"""),
            ("App.deps.json", "{}"),
            ("run.sh", "#!/bin/sh\nexec dotnet App.dll\n"),
            ("wwwroot/index.html", string.Concat(Enumerable.Repeat("<p>hello</p>", 2000))),
            ("wwwroot/ä-" + new string('x', 120) + ".txt", "a long name"),
            ("empty/.keep", ""),
        ];
        foreach (var (name, content) in reversed ? files.Reverse() : files)
            Write(name, content);
    }

    public string PublishDirectory => Path.Combine(root, "publish");

    public string Root => root;

    public ImageRequest Request(string output = "image") => new()
    {
        ApplicationDirectory = PublishDirectory,
        Name = "registry.example:5000/acme/app",
        Version = "1.2.3",
        Created = CommitTime,
        LayoutDirectory = Path.Combine(root, output),
        ArchivePath = Path.Combine(root, output + ".tar"),
        ExposedPorts = [8080],
        Environment = new Dictionary<string, string> { ["B"] = "2", ["A"] = "1" },
        Revision = "0123456789abcdef0123456789abcdef01234567",
        Source = "https://example.com/acme/app",
        Title = "The App",
    };

    public string Write(string name, string content)
    {
        var path = Path.Combine(PublishDirectory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
