using System.Diagnostics;
using Pipeline.Containers.Building;

namespace Pipeline.Containers.Tests;

/// <summary>What is kept compressed from one build to the next.</summary>
public sealed class KeptMembersTests : IDisposable
{
    private readonly PublishedApplication application = new();

    private string Kept => Path.Combine(application.Root, "kept");

    public void Dispose() => application.Dispose();

    private Task<BuiltImage> BuildAsync(string output, bool keeps = true) => new LayoutImageBuilder().BuildAsync(application.Request(output) with { KeptDirectory = keeps ? Kept : null });

    [Fact]
    public async Task The_image_is_the_same_with_and_without_it()
    {
        var without = await BuildAsync("without", keeps: false);
        var first = await BuildAsync("first");
        var second = await BuildAsync("second");

        Assert.Equal(without.Layers, first.Layers);
        Assert.Equal(without.Layers, second.Layers);
        Assert.Equal(second.Layers[^1].DiffId, Digest.Of(new BuiltLayout(second).Uncompressed(second.Layers[^1])));
        Assert.False(Directory.Exists(Path.Combine(without.LayoutDirectory, ".members")));
    }

    [Fact]
    public async Task Only_what_changed_is_compressed_and_what_is_gone_is_forgotten()
    {
        await BuildAsync("first");
        var before = Directory.GetFiles(Kept).ToDictionary(x => x, File.GetLastWriteTimeUtc);
        application.Write("App.dll", "MZ another");

        var changed = await BuildAsync("second");

        var after = Directory.GetFiles(Kept).ToDictionary(x => x, File.GetLastWriteTimeUtc);
        Assert.Single(after.Keys.Except(before.Keys));
        Assert.Single(before.Keys.Except(after.Keys));
        Assert.All(after.Where(x => before.ContainsKey(x.Key)), x => Assert.Equal(before[x.Key], x.Value));
        Assert.Equal((await BuildAsync("without", keeps: false)).Digest, changed.Digest);
    }

    [Fact]
    public async Task What_was_damaged_is_compressed_again()
    {
        var first = await BuildAsync("first");
        foreach (var (file, i) in Directory.GetFiles(Kept).Select((x, i) => (x, i)))
        {
            if (i % 3 == 0)
                File.WriteAllBytes(file, [.. File.ReadAllBytes(file).SkipLast(1), 0x55]);
            else if (i % 3 == 1)
                File.WriteAllBytes(file, []);
            else
                File.WriteAllBytes(file, File.ReadAllBytes(file)[..^3]);
        }

        Assert.Equal(first.Digest, (await BuildAsync("second")).Digest);
    }

    [Fact]
    public async Task Files_of_one_content_are_compressed_once_and_empty_ones_not_at_all()
    {
        application.Write("copy/App.dll", "MZ not really");
        var contents = Directory.GetFiles(application.PublishDirectory, "*", SearchOption.AllDirectories).Select(File.ReadAllText).Where(x => x.Length > 0).Distinct().Count();

        var image = await BuildAsync("image");

        Assert.Equal(contents, Directory.GetFiles(Kept).Length);
        Assert.Equal(["app/App.dll", "app/copy/App.dll"], new BuiltLayout(image).Entries(image.Layers[^1]).Where(x => x.Name.EndsWith("App.dll", StringComparison.Ordinal)).Select(x => x.Name));
    }

    [Pipeline.Tests.RequiresTool("gzip", install: "apt-get install -y gzip")]
    public async Task Gzip_itself_reads_the_members_as_one_file()
    {
        var layer = (await BuildAsync("image")).Layers[^1];

        using var gzip = Process.Start(new ProcessStartInfo("gzip", ["-dc"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await using (var blob = File.OpenRead(Path.Combine(application.Root, "image", "blobs", "sha256", layer.Digest.Hex)))
            await blob.CopyToAsync(gzip.StandardInput.BaseStream);
        gzip.StandardInput.Close();
        var content = new MemoryStream();
        await gzip.StandardOutput.BaseStream.CopyToAsync(content);
        await gzip.WaitForExitAsync();

        Assert.Equal((0, layer.DiffId), (gzip.ExitCode, Digest.Of(content.ToArray())));
    }
}
