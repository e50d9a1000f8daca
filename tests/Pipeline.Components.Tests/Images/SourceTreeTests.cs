using System.Diagnostics;
using Pipeline.Components.Releases;
using Pipeline.Tests;

namespace Pipeline.Components.Tests.Images;

/// <summary>What sources are, in a repository of its own.</summary>
public sealed class SourceTreeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pipeline-source-tree-");

    public void Dispose() => _folder.Delete(recursive: true);

    [RequiresTool("git", install: "apt-get install -y git")]
    public async Task Googles_credentials_in_the_workspace_are_no_sources_and_no_change()
    {
        await CommitAsync();
        var before = await SourceTree.FindAsync(_folder.FullName, default);

        Write("gha-creds-0123456789abcdef.json", "{}");

        Assert.Equal(before, await SourceTree.FindAsync(_folder.FullName, default));
        Assert.False(await SourceTree.IsChangedAsync(_folder.FullName, default));
        Assert.Equal(await GitAsync("rev-parse", "HEAD^{tree}"), before);
    }

    [RequiresTool("git", install: "apt-get install -y git")]
    public async Task Everything_else_is()
    {
        await CommitAsync();
        var before = await SourceTree.FindAsync(_folder.FullName, default);

        foreach (var name in (string[])["gha-creds.json", "sub/gha-creds-0.json", "gha-creds-x/a.json"])
        {
            Write(name, "{}");
            Assert.NotEqual(before, before = await SourceTree.FindAsync(_folder.FullName, default));
            Assert.True(await SourceTree.IsChangedAsync(_folder.FullName, default));
        }
    }

    [Fact]
    public async Task Outside_of_a_repository_there_are_none() => Assert.Null(await SourceTree.FindAsync(_folder.FullName, default));

    private async Task CommitAsync()
    {
        await GitAsync("init", "-q");
        Write("a", "1");
        await GitAsync("add", "--all");
        await GitAsync("-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "-qm", "a");
    }

    private void Write(string name, string content)
    {
        var file = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    private async Task<string> GitAsync(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true })!;
        var output = await git.StandardOutput.ReadToEndAsync();
        await git.WaitForExitAsync();
        Assert.Equal(0, git.ExitCode);
        return output.Trim();
    }
}
