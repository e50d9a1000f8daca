using System.Formats.Tar;
using Pipeline.Containers.Building;

namespace Pipeline.Containers.Tests;

public sealed class ImageBuildTests : IDisposable
{
    private readonly PublishedApplication application = new();

    public void Dispose() => application.Dispose();

    [Fact]
    public async Task Every_descriptor_names_the_content_that_lies_under_it()
    {
        var image = await new LayoutImageBuilder().BuildAsync(application.Request());

        var layout = new BuiltLayout(image);
        foreach (var blob in Directory.EnumerateFiles(Path.Combine(image.LayoutDirectory, "blobs", "sha256")))
            Assert.Equal(Path.GetFileName(blob), Digest.Of(await File.ReadAllBytesAsync(blob)).Hex);
        Assert.Equal(image.Digest.ToString(), (string?)layout.Index["manifests"]![0]!["digest"]);
        Assert.Equal(image.ConfigDigest.ToString(), (string?)layout.Manifest["config"]!["digest"]);
        Assert.Equal(image.Layers.Select(x => x.Digest.ToString()), layout.Manifest["layers"]!.AsArray().Select(x => (string?)x!["digest"]));
        Assert.Equal(image.Layers.Select(x => x.DiffId.ToString()), layout.Config["rootfs"]!["diff_ids"]!.AsArray().Select(x => (string?)x));
        Assert.Equal(image.Layers.Select(x => x.DiffId), image.Layers.Select(x => Digest.Of(layout.Uncompressed(x))));
        Assert.All(layout.Manifest["layers"]!.AsArray(), x => Assert.Equal(new FileInfo(layout.Blob(Digest.Parse((string)x!["digest"]!))).Length, (long)x["size"]!));
    }

    [Fact]
    public async Task The_configuration_starts_the_application_as_a_user_that_is_not_root()
    {
        var image = await new LayoutImageBuilder().BuildAsync(application.Request());

        var config = new BuiltLayout(image).Config["config"]!;
        Assert.Equal("""["dotnet","/app/App.dll"]""", config["Entrypoint"]!.ToJsonString());
        Assert.Equal("1654", (string?)config["User"]);
        Assert.Equal("/app", (string?)config["WorkingDir"]);
        Assert.Equal("""{"8080/tcp":{}}""", config["ExposedPorts"]!.ToJsonString());
        Assert.Equal("""["A=1","B=2"]""", config["Env"]!.ToJsonString());
    }

    [Fact]
    public async Task Manifest_and_configuration_carry_the_oci_annotations()
    {
        var image = await new LayoutImageBuilder().BuildAsync(application.Request() with { Labels = new Dictionary<string, string> { ["com.acme.team"] = "core" } });

        var layout = new BuiltLayout(image);
        var expected = """
            {"com.acme.team":"core","dev.pipeline.base":"none","org.opencontainers.image.created":"2026-03-04T05:06:07Z","org.opencontainers.image.revision":"0123456789abcdef0123456789abcdef01234567","org.opencontainers.image.source":"https://example.com/acme/app","org.opencontainers.image.title":"The App","org.opencontainers.image.version":"1.2.3"}
            """;
        Assert.Equal(expected.Trim(), layout.Manifest["annotations"]!.ToJsonString());
        Assert.Equal(expected.Trim(), layout.Config["config"]!["Labels"]!.ToJsonString());
        Assert.Equal("1.2.3", (string?)layout.Index["manifests"]![0]!["annotations"]!["org.opencontainers.image.ref.name"]);
        Assert.Equal("2026-03-04T05:06:07Z", (string?)layout.Config["created"]);
    }

    [Fact]
    public async Task An_application_layer_alone_says_that_it_is_one()
    {
        var image = await new LayoutImageBuilder().BuildAsync(application.Request());

        Assert.False(image.HasBase);
        Assert.Equal(["application layer alone: cannot run by itself, can't be promoted"], image.Warnings);
        Assert.Single(image.Layers);
    }

    [Fact]
    public async Task The_layer_holds_the_files_sorted_owned_by_root_with_one_time_and_modes_by_content()
    {
        var image = await new LayoutImageBuilder().BuildAsync(application.Request());

        var entries = new BuiltLayout(image).Entries(image.Layers[0]);
        Assert.Equal(
            ["app/", "app/App.deps.json", "app/App.dll", "app/App.runtimeconfig.json", "app/empty/", "app/empty/.keep", "app/run.sh", "app/wwwroot/", "app/wwwroot/index.html", "app/wwwroot/ä-" + new string('x', 120) + ".txt"],
            entries.Select(x => x.Name));
        Assert.All(entries, x => Assert.Equal((0, 0, PublishedApplication.CommitTime), (x.Uid, x.Gid, x.ModificationTime)));
        Assert.Equal(["app/", "app/empty/", "app/run.sh", "app/wwwroot/"], entries.Where(x => x.Mode == (UnixFileMode)0x1ED).Select(x => x.Name));
        Assert.All(entries, x => Assert.Contains(x.Mode, new[] { (UnixFileMode)0x1ED, (UnixFileMode)0x1A4 }));
        var page = entries.Single(x => x.Name == "app/wwwroot/index.html");
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(application.PublishDirectory, "wwwroot", "index.html")), await new StreamReader(page.DataStream!).ReadToEndAsync());
    }

    [Fact]
    public async Task A_link_inside_the_application_stays_a_link()
    {
        File.CreateSymbolicLink(Path.Combine(application.PublishDirectory, "latest.dll"), "App.dll");

        var image = await new LayoutImageBuilder().BuildAsync(application.Request());

        var link = new BuiltLayout(image).Entries(image.Layers[0]).Single(x => x.Name == "app/latest.dll");
        Assert.Equal((TarEntryType.SymbolicLink, "App.dll"), (link.EntryType, link.LinkName));
    }

    [Fact]
    public async Task A_self_contained_application_is_started_by_itself()
    {
        application.Write("App.runtimeconfig.json", """{"runtimeOptions":{"includedFrameworks":[{"name":"Microsoft.NETCore.App","version":"10.0.0"}]}}""");

        var image = await new LayoutImageBuilder().BuildAsync(application.Request());

        Assert.Equal("""["/app/App"]""", new BuiltLayout(image).Config["config"]!["Entrypoint"]!.ToJsonString());
    }

    [Fact]
    public async Task The_archive_holds_the_layout()
    {
        var image = await new LayoutImageBuilder().BuildAsync(application.Request());

        var unpacked = Directory.CreateDirectory(Path.Combine(application.Root, "unpacked")).FullName;
        await TarFile.ExtractToDirectoryAsync(image.ArchivePath!, unpacked, overwriteFiles: false);
        Assert.Equal(Contents(image.LayoutDirectory), Contents(unpacked));
    }

    [Fact]
    public async Task Building_again_replaces_the_layout_and_leaves_nothing_else()
    {
        await new LayoutImageBuilder().BuildAsync(application.Request());
        application.Write("App.dll", "MZ changed");
        var image = await new LayoutImageBuilder().BuildAsync(application.Request());

        Assert.Equal(3, Directory.GetFiles(Path.Combine(image.LayoutDirectory, "blobs", "sha256")).Length);
        Assert.Equal(["image", "image.tar", "publish"], Directory.EnumerateFileSystemEntries(application.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_cancelled_build_leaves_what_was_there()
    {
        var before = await new LayoutImageBuilder().BuildAsync(application.Request());
        var contents = Contents(before.LayoutDirectory);
        application.Write("App.dll", "MZ changed");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new LayoutImageBuilder().BuildAsync(application.Request(), cancelled.Token));

        Assert.Equal(contents, Contents(before.LayoutDirectory));
        Assert.Equal(["image", "image.tar", "publish"], Directory.EnumerateFileSystemEntries(application.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Progress_names_the_layer_and_the_image()
    {
        var lines = new List<string>();

        var image = await new LayoutImageBuilder(new Collect(lines)).BuildAsync(application.Request());

        Assert.Contains(lines, x => x.StartsWith("Application layer: 10 entries", StringComparison.Ordinal));
        Assert.Contains($"Image: registry.example:5000/acme/app:1.2.3@{image.Digest}", lines);
    }

    private static IReadOnlyList<string> Contents(string directory) =>
        [.. Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Select(x => $"{Path.GetRelativePath(directory, x)} {Digest.Of(File.ReadAllBytes(x))}").Order(StringComparer.Ordinal)];

    private sealed class Collect(List<string> lines) : IProgress<string>
    {
        public void Report(string value) => lines.Add(value);
    }
}
