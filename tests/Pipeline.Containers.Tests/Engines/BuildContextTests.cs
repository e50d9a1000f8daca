using System.Formats.Tar;
using Pipeline.Containers.Engines;
using Pipeline.Errors;

namespace Pipeline.Containers.Tests.Engines;

public sealed class BuildContextTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("pipeline-context-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    private string Write(string name, string content = "x")
    {
        var path = Path.Combine(root, "context", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    private async Task<IReadOnlyDictionary<string, TarEntry>> EntriesAsync(string dockerfile)
    {
        await using var context = await BuildContext.CreateAsync(dockerfile, Path.Combine(root, "context"), PublishedApplication.CommitTime, default);
        await using var reader = new TarReader(context.Content);
        var entries = new Dictionary<string, TarEntry> { [$"({context.Dockerfile})"] = null! };
        while (await reader.GetNextEntryAsync(copyData: true) is { } entry)
            entries.Add(entry.Name, entry);
        return entries;
    }

    [Fact]
    public async Task It_holds_the_files_with_their_modes_links_and_one_time()
    {
        var dockerfile = Write("Dockerfile");
        Write("sub/empty", "");
        var program = Write("sub/program");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, (UnixFileMode)0x1ED);
        File.CreateSymbolicLink(Path.Combine(root, "context", "link"), "sub");

        var entries = await EntriesAsync(dockerfile);

        Assert.Equal(["(Dockerfile)", "Dockerfile", "link", "sub/", "sub/empty", "sub/program"], entries.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((UnixFileMode)0x1ED, entries["sub/program"].Mode);
        Assert.Equal((TarEntryType.SymbolicLink, "sub"), (entries["link"].EntryType, entries["link"].LinkName));
        Assert.All(entries.Values.OfType<TarEntry>(), x => Assert.Equal((PublishedApplication.CommitTime, 0), (x.ModificationTime, x.Uid)));
    }

    [Fact]
    public async Task What_is_excluded_is_not_in_it_but_for_exceptions_and_the_dockerfile()
    {
        var dockerfile = Write("docker/Dockerfile");
        Write("a/b/kept");
        Write("a/b/other");
        Write("c/d");
        Write(".dockerignore", "*\n!a/b/kept\n");

        Assert.Equal(["(docker/Dockerfile)", ".dockerignore", "a/b/kept", "docker/Dockerfile"], (await EntriesAsync(dockerfile)).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_dockerfile_outside_goes_along_unseen()
    {
        Write("a");
        var dockerfile = Path.Combine(root, "Dockerfile");
        await File.WriteAllTextAsync(dockerfile, "FROM x");
        await File.WriteAllTextAsync(dockerfile + ".dockerignore", "b");
        Write("b");

        var entries = await EntriesAsync(dockerfile);

        Assert.Equal(["(.dockerfile.pipeline)", ".dockerfile.pipeline", ".dockerignore", "a"], entries.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("b\n.dockerfile.pipeline\n.dockerignore\n", await new StreamReader(entries[".dockerignore"].DataStream!).ReadToEndAsync());
    }

    [Theory]
    [InlineData("context/Dockerfile", "nowhere", "nowhere")]
    [InlineData("nothing", "context", "nothing")]
    [InlineData("context/Dockerfile", "context", "'x[1'")]
    public async Task What_is_not_there_or_cannot_be_read_is_named(string dockerfile, string context, string reason)
    {
        Write("Dockerfile");
        Write(".dockerignore", "x[1");

        var error = await Assert.ThrowsAsync<PipelineException>(() => BuildContext.CreateAsync(Path.Combine(root, dockerfile), Path.Combine(root, context), default, default));

        Assert.Equal("PIPE3201", error.Code.Id);
        Assert.Contains(reason, error.Message);
    }
}
