using System.Text.Json.Nodes;
using Pipeline.Components.Rehearsal;

namespace Pipeline.Components.Tests.Rehearsal;

public sealed class RehearsalImagesTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pipeline-images-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Each_build_adds_its_image_and_those_before_it_stay()
    {
        var target = Path.Combine(_directory, "all");

        await RehearsalImages.AddAsync(target, Layout("one", "aa", "11"), CancellationToken.None);
        await RehearsalImages.AddAsync(target, Layout("two", "bb", "11", "22"), CancellationToken.None);
        await RehearsalImages.AddAsync(target, Layout("two", "bb", "11", "22"), CancellationToken.None);

        var index = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(target, "index.json")))!;
        Assert.Equal(["sha256:bb", "sha256:aa"], index["manifests"]!.AsArray().Select(x => (string?)x!["digest"]));
        Assert.Equal(["11", "22"], Directory.GetFiles(Path.Combine(target, "blobs", "sha256")).Select(x => Path.GetFileName(x)).Order());
        Assert.Equal("{}", await File.ReadAllTextAsync(Path.Combine(target, "oci-layout")));
    }

    private string Layout(string name, string digest, params string[] blobs)
    {
        var directory = Path.Combine(_directory, name);
        Directory.CreateDirectory(Path.Combine(directory, "blobs", "sha256"));
        foreach (var blob in blobs)
            File.WriteAllText(Path.Combine(directory, "blobs", "sha256", blob), blob);
        File.WriteAllText(Path.Combine(directory, "oci-layout"), "{}");
        File.WriteAllText(Path.Combine(directory, "index.json"), $$"""{ "schemaVersion": 2, "manifests": [ { "digest": "sha256:{{digest}}" } ] }""");
        return directory;
    }
}
