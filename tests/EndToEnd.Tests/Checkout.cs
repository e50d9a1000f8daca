using System.Text.Json;
using EndToEnd.Tests.Processes;

namespace EndToEnd.Tests;

/// <summary>A folder of its own to run the sample's program in.</summary>
internal sealed class Checkout : IDisposable
{
    private readonly SampleRepository _sample;

    public Checkout(SampleRepository sample)
    {
        _sample = sample;
        Root = Directory.CreateTempSubdirectory("pipeline-run-").FullName;
        Directory.CreateDirectory(PathOf(".nuke"));
        Write("src/a.txt", "a");
        Write("src/b.txt", "b");
        Write("src/c.txt", "c");
    }

    public string Root { get; }

    public string PathOf(string name) => Path.Combine(Root, name);

    public string Read(string name) => File.ReadAllText(PathOf(name));

    public bool Has(string name) => File.Exists(PathOf(name));

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
    }

    public Task<Finished> RunAsync(params string[] arguments) => Child.RunAsync(Path.Combine(_sample.App, "_build"), arguments, Root);

    public Task<Finished> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Child.RunAsync(Path.Combine(_sample.App, "_build"), arguments, Root, environment);

    public Child Start(params string[] arguments) => Child.Start(Path.Combine(_sample.App, "_build"), arguments, Root);

    /// <summary>Each target of the last run, with how it ended.</summary>
    public Dictionary<string, string> Statuses()
    {
        using var run = JsonDocument.Parse(Read("output/run.json"));
        return run.RootElement.GetProperty("targets").EnumerateArray().ToDictionary(x => x.GetProperty("name").GetString()!, x => x.GetProperty("status").GetString()!);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
