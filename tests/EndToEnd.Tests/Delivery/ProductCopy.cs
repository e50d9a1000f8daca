using EndToEnd.Tests.Processes;

namespace EndToEnd.Tests.Delivery;

/// <summary>A copy of this repository's files, built by its own build: what a developer has after a clone. Its rehearsal is stopped at the end.</summary>
public sealed class ProductCopy : IAsyncLifetime
{
    private static readonly string[] s_left = ["bin", "obj", ".git", "temp", "node_modules", "output", "TestResults"];

    /// <summary>A whole compilation may be in it.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(10);

    /// <summary>Where the rehearsal's state is.</summary>
    public const string Rehearsal = ".nuke/temp/rehearsal";

    public string Root { get; } = Directory.CreateTempSubdirectory("pipeline-copy-").FullName;

    public Task InitializeAsync()
    {
        Copy(new DirectoryInfo(ProductRepository.Root), Root);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await ChildAsync("Down");
        Directory.Delete(Root, recursive: true);
    }

    public string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>Changes a file, and fails where there is nothing to change.</summary>
    public void Replace(string name, string before, string after)
    {
        var text = File.ReadAllText(PathOf(name));
        Assert.Contains(before, text, StringComparison.Ordinal);
        File.WriteAllText(PathOf(name), text.Replace(before, after, StringComparison.Ordinal));
    }

    /// <summary>Takes a file back to what the repository has.</summary>
    public void Restore(string name) => File.Copy(Path.Combine(ProductRepository.Root, name), PathOf(name), overwrite: true);

    /// <summary>Ends the rehearsal and deletes its state; what was compiled stays.</summary>
    public async Task ForgetRehearsalAsync()
    {
        if (!Directory.Exists(PathOf(Rehearsal)))
            return;
        await RunAsync("Down");
        Directory.Delete(PathOf(Rehearsal), recursive: true);
    }

    internal async Task<Finished> RunAsync(params string[] arguments) => (await ChildAsync(arguments)).AssertSuccess();

    // The build program of the repository itself, which is compiled already.
    internal Task<Finished> ChildAsync(params string[] arguments) => ChildAsync(new Dictionary<string, string>(), arguments);

    internal async Task<Finished> ChildAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var child = Start(environment, arguments);
        return await child.EndAsync(s_longest);
    }

    internal Child Start(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Child.Start(Path.Combine(ProductRepository.Root, "build.sh"), [.. arguments, "--root", Root], Root, environment);

    private static void Copy(DirectoryInfo source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in source.EnumerateFiles().Where(x => x.LinkTarget is null))
            file.CopyTo(Path.Combine(target, file.Name));
        foreach (var directory in source.EnumerateDirectories().Where(x => !s_left.Contains(x.Name) && x.LinkTarget is null))
            Copy(directory, Path.Combine(target, directory.Name));
    }
}
