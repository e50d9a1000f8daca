using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Images;

namespace Pipeline.Embedded.Kubernetes.Tests.Images;

public sealed class ImageStoreTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("images-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Theory]
    [InlineData("registry:5000/team/web:1.2@sha256:aa", "registry:5000/team/web", "sha256:aa")]
    [InlineData("registry:5000/team/web", "registry:5000/team/web", null)]
    [InlineData("web:1", "web", null)]
    public void A_reference_is_a_name_a_tag_and_a_digest(string reference, string name, string? digest) =>
        Assert.Equal((name, digest), (ImageReference.Name(reference), ImageReference.Digest(reference)));

    [Fact]
    public async Task The_exact_reference_goes_before_the_name_alone()
    {
        var store = Store(("web:1", Published("one")), ("web", Published("any")));

        Assert.EndsWith("one", (await store.FindAsync("web:1", default)).Folders["/app"], StringComparison.Ordinal);
        Assert.EndsWith("any", (await store.FindAsync("web:2", default)).Folders["/app"], StringComparison.Ordinal);
        Assert.EndsWith("any", (await store.FindAsync("web@sha256:aa", default)).Folders["/app"], StringComparison.Ordinal);
        Assert.Contains("\"other:1\": other:1: not found", (await Assert.ThrowsAsync<ImageProblem>(() => store.FindAsync("other:1", default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_published_application_is_started_by_dotnet()
    {
        var image = await Store(("web", Published("app"))).FindAsync("web", default);

        Assert.Equal(["dotnet", "/app/Web.dll"], image.Entrypoint);
        Assert.Equal(Path.Combine(directory, "app", "Web.dll"), image.Locate("/app/Web.dll"));
        Assert.Null(image.Locate("/app/Other.dll"));
        Assert.Null(image.Locate("/etc/passwd"));
    }

    [Fact]
    public async Task A_folder_without_a_program_is_told_so()
    {
        Directory.CreateDirectory(Path.Combine(directory, "empty"));

        var problem = await Assert.ThrowsAsync<ImageProblem>(() => Store(("web", Path.Combine(directory, "empty"))).FindAsync("web", default));

        Assert.Contains("no program to start", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_layout_is_unpacked_layer_over_layer()
    {
        var layout = Layout(
            [("app/Web.dll", "old"), ("app/gone", "x"), ("app/folder/a", "x"), ("etc/web.conf", "c")],
            [("app/Web.dll", "new"), ("app/.wh.gone", ""), ("app/folder/.wh..wh..opq", ""), ("app/folder/b", "y")]);

        var image = await Store(("web", layout)).FindAsync("web:1", default);

        Assert.Equal(("web@" + Digest(layout), "/app"), (image.Id, image.WorkingDirectory));
        Assert.Equal(["dotnet", "Web.dll"], image.Entrypoint);
        Assert.Equal(["--quiet"], image.Arguments);
        Assert.Equal("v=1", image.Environment["OPTION"]);
        Assert.Equal("new", await File.ReadAllTextAsync(image.Locate("/app/Web.dll")!));
        Assert.Null(image.Locate("/app/gone"));
        Assert.Null(image.Locate("/app/folder/a"));
        Assert.NotNull(image.Locate("/app/folder/b"));
        Assert.NotNull(image.Locate("/etc/web.conf"));
        Assert.Null(image.SystemRoot);
    }

    [Fact]
    public async Task A_digest_is_pulled_where_the_layout_holds_it_and_nowhere_else()
    {
        var layout = Layout([("app/Web.dll", "x")]);

        Assert.Equal("web@" + Digest(layout), (await Store(("web", layout)).FindAsync("web@" + Digest(layout), default)).Id);
        var problem = await Assert.ThrowsAsync<ImageProblem>(() => Store(("web", layout)).FindAsync($"web@sha256:{new string('0', 64)}", default));
        Assert.Contains("no such digest", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_layer_that_leads_out_of_the_image_is_refused()
    {
        var layout = Layout([("app/../../outside", "x")]);

        var problem = await Assert.ThrowsAsync<ImageProblem>(() => Store(("web", layout)).FindAsync("web", default));

        Assert.Contains("leads out of the image", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_unpacking_is_done_again()
    {
        var layout = Layout([("app/Web.dll", "new")]);
        var left = Path.Combine(directory, "cache", Digest(layout).Replace(':', '-'), "root", "app");
        Directory.CreateDirectory(left);
        await File.WriteAllTextAsync(Path.Combine(left, "half"), "");

        var image = await Store(("web", layout)).FindAsync("web", default);

        Assert.Null(image.Locate("/app/half"));
        Assert.NotNull(image.Locate("/app/Web.dll"));
    }

    private ImageStore Store(params (string Reference, string Path)[] images) => new(images.ToDictionary(x => x.Reference, x => x.Path), Path.Combine(directory, "cache"));

    private string Published(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(directory, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "Web.dll"), "");
        File.WriteAllText(Path.Combine(folder, "Web.runtimeconfig.json"), "{}");
        return folder;
    }

    private static string Digest(string layout) => (string)JsonNode.Parse(File.ReadAllText(Path.Combine(layout, "index.json")))!["manifests"]![0]!["digest"]!;

    private string Layout(params (string Name, string Text)[][] layers)
    {
        var layout = Directory.CreateDirectory(Path.Combine(directory, "layout")).FullName;
        Directory.CreateDirectory(Path.Combine(layout, "blobs", "sha256"));
        var descriptors = new JsonArray([.. layers.Select(x => (JsonNode)Blob(layout, Layer(x), "application/vnd.oci.image.layer.v1.tar+gzip"))]);
        var config = Blob(layout, """{"os":"linux","config":{"Entrypoint":["dotnet","Web.dll"],"Cmd":["--quiet"],"Env":["OPTION=v=1"],"WorkingDir":"/app"}}"""u8.ToArray(), "application/vnd.oci.image.config.v1+json");
        var manifest = Blob(layout, Encoding.UTF8.GetBytes(new JsonObject { ["schemaVersion"] = 2, ["config"] = config, ["layers"] = descriptors }.ToJsonString()), "application/vnd.oci.image.manifest.v1+json");
        File.WriteAllText(Path.Combine(layout, "index.json"), new JsonObject { ["schemaVersion"] = 2, ["manifests"] = new JsonArray(manifest) }.ToJsonString());
        return layout;
    }

    private static byte[] Layer((string Name, string Text)[] files)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        using (var tar = new TarWriter(gzip))
        {
            foreach (var (name, text) in files)
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
        }

        return packed.ToArray();
    }

    private static JsonObject Blob(string layout, byte[] content, string mediaType)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        File.WriteAllBytes(Path.Combine(layout, "blobs", "sha256", hash), content);
        return new JsonObject { ["mediaType"] = mediaType, ["digest"] = $"sha256:{hash}", ["size"] = content.Length };
    }
}
