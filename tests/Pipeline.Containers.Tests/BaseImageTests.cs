using System.Text.Json.Nodes;
using Pipeline.Containers.Building;
using Pipeline.Errors;

namespace Pipeline.Containers.Tests;

public sealed class BaseImageTests : IDisposable
{
    private readonly PublishedApplication application = new();
    private readonly PublishedApplication below = new();

    public void Dispose()
    {
        application.Dispose();
        below.Dispose();
    }

    // An application layer alone has everything that a base image has, but for the mark, which is taken off here.
    private async Task<BuiltImage> BaseAsync()
    {
        var image = await AloneAsync();
        var layout = new BuiltLayout(image);
        var (config, manifest, index) = (layout.Config, layout.Manifest, layout.Index);
        config["config"]!["Labels"]!.AsObject().Remove("dev.pipeline.base");
        var configDigest = Rewrite(config, manifest["config"]!);
        var manifestDigest = Rewrite(manifest, index["manifests"]![0]!);
        await File.WriteAllTextAsync(Path.Combine(image.LayoutDirectory, "index.json"), index.ToJsonString());
        File.Delete(image.ArchivePath + ".base");
        System.Formats.Tar.TarFile.CreateFromDirectory(image.LayoutDirectory, image.ArchivePath + ".base", includeBaseDirectory: false);
        return image with { Digest = manifestDigest, ConfigDigest = configDigest, ArchivePath = image.ArchivePath + ".base" };

        Digest Rewrite(JsonNode document, JsonNode descriptor)
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(document.ToJsonString());
            File.WriteAllBytes(layout.Blob(Digest.Of(bytes)), bytes);
            (descriptor["digest"], descriptor["size"]) = (Digest.Of(bytes).ToString(), bytes.Length);
            return Digest.Of(bytes);
        }
    }

    private Task<BuiltImage> AloneAsync() => new LayoutImageBuilder().BuildAsync(below.Request() with
    {
        WorkingDirectory = "/usr/share",
        Entrypoint = ["/bin/sh"],
        Arguments = ["-c", "true"],
        ExposedPorts = [9090],
        Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin", ["A"] = "from the base" },
        Labels = new Dictionary<string, string> { ["base.label"] = "kept" },
    });

    private async Task<(BuiltImage Base, BuiltImage Built)> BuildAsync(bool fromArchive = false)
    {
        var image = await BaseAsync();
        var path = fromArchive ? image.ArchivePath! : image.LayoutDirectory;
        return (image, await new LayoutImageBuilder().BuildAsync(application.Request() with { BaseImage = new BaseImage(path, "mcr.example/dotnet/aspnet:10.0") }));
    }

    [Fact]
    public async Task The_application_lies_on_the_layers_of_the_base()
    {
        var (image, built) = await BuildAsync();

        Assert.Equal([image.Layers[0].Digest], built.Layers.Where(x => x.IsFromBase).Select(x => x.Digest));
        Assert.Equal(2, built.Layers.Count);
        Assert.Equal(built.Layers.Select(x => x.DiffId), built.Layers.Select(x => Digest.Of(new BuiltLayout(built).Uncompressed(x))));
        Assert.True(built.HasBase);
        Assert.Empty(built.Warnings);
    }

    [Fact]
    public async Task What_the_base_says_stays_unless_the_request_says_otherwise()
    {
        var (image, built) = await BuildAsync();

        var config = new BuiltLayout(built).Config;
        Assert.Equal("""["A=1","PATH=/usr/bin","B=2"]""", config["config"]!["Env"]!.ToJsonString());
        Assert.Equal("""["dotnet","/app/App.dll"]""", config["config"]!["Entrypoint"]!.ToJsonString());
        Assert.Null(config["config"]!["Cmd"]);
        Assert.Equal("""{"9090/tcp":{},"8080/tcp":{}}""", config["config"]!["ExposedPorts"]!.ToJsonString());
        Assert.Equal("kept", (string?)config["config"]!["Labels"]!["base.label"]);
        Assert.Equal(2, config["history"]!.AsArray().Count);
        Assert.Equal(image.Digest.ToString(), (string?)new BuiltLayout(built).Manifest["annotations"]!["org.opencontainers.image.base.digest"]);
        Assert.Equal("mcr.example/dotnet/aspnet:10.0", (string?)new BuiltLayout(built).Manifest["annotations"]!["org.opencontainers.image.base.name"]);
    }

    [Fact]
    public async Task An_image_with_a_base_is_not_marked_as_having_none()
    {
        var (_, built) = await BuildAsync();

        Assert.Null(new BuiltLayout(built).Manifest["annotations"]!["dev.pipeline.base"]);
        Assert.Null(new BuiltLayout(built).Config["config"]!["Labels"]!["dev.pipeline.base"]);
    }

    [Fact]
    public async Task An_image_on_an_application_layer_alone_still_is_one()
    {
        var alone = await AloneAsync();

        var built = await new LayoutImageBuilder().BuildAsync(application.Request() with { BaseImage = new BaseImage(alone.LayoutDirectory) });

        Assert.False(built.HasBase);
        Assert.Equal([LayoutImageBuilder.ApplicationLayerAlone], built.Warnings);
        Assert.Equal("none", (string?)new BuiltLayout(built).Manifest["annotations"]!["dev.pipeline.base"]);
    }

    [Fact]
    public async Task An_archive_as_base_gives_the_same_digest_as_a_layout()
    {
        var (_, fromLayout) = await BuildAsync();
        var (_, fromArchive) = await BuildAsync(fromArchive: true);

        Assert.Equal(fromLayout.Digest, fromArchive.Digest);
    }

    [Fact]
    public async Task The_platform_is_found_through_an_index_of_an_index()
    {
        var image = await BaseAsync();
        var index = await File.ReadAllBytesAsync(Path.Combine(image.LayoutDirectory, "index.json"));
        await File.WriteAllBytesAsync(Path.Combine(image.LayoutDirectory, "blobs", "sha256", Digest.Of(index).Hex), index);
        var outer = new JsonObject
        {
            ["manifests"] = new JsonArray(new JsonObject { ["mediaType"] = "application/vnd.oci.image.index.v1+json", ["digest"] = Digest.Of(index).ToString(), ["size"] = index.Length }),
        };
        await File.WriteAllTextAsync(Path.Combine(image.LayoutDirectory, "index.json"), outer.ToJsonString());

        var built = await new LayoutImageBuilder().BuildAsync(application.Request() with { BaseImage = new BaseImage(image.LayoutDirectory) });

        Assert.Equal(2, built.Layers.Count);
    }

    [Fact]
    public async Task Another_platform_is_refused()
    {
        var image = await BaseAsync();

        var error = await RefusedAsync(image.LayoutDirectory, application.Request() with { Platform = ImagePlatform.LinuxArm64 });

        Assert.Contains("linux/arm64", error.Message);
    }

    [Fact]
    public async Task A_damaged_layer_is_refused_and_nothing_is_written()
    {
        var image = await BaseAsync();
        await File.AppendAllTextAsync(new BuiltLayout(image).Blob(image.Layers[0].Digest), "x");

        var error = await RefusedAsync(image.LayoutDirectory, application.Request());

        Assert.Contains(image.Layers[0].Digest.ToString(), error.Message);
        Assert.Equal(["publish"], Directory.EnumerateFileSystemEntries(application.Root).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_damaged_configuration_is_refused()
    {
        var image = await BaseAsync();
        await File.AppendAllTextAsync(new BuiltLayout(image).Blob(image.ConfigDigest), " ");

        var error = await RefusedAsync(image.LayoutDirectory, application.Request());

        Assert.Contains("damaged", error.Message);
    }

    [Fact]
    public async Task A_missing_layer_is_named()
    {
        var image = await BaseAsync();
        File.Delete(new BuiltLayout(image).Blob(image.Layers[0].Digest));

        var error = await RefusedAsync(image.LayoutDirectory, application.Request());

        Assert.Contains($"lacks the layer {image.Layers[0].Digest}", error.Message);
    }

    [Theory]
    [InlineData("App.dll", "no tar archive")]
    [InlineData("nothing-here", "does not exist")]
    [InlineData("wwwroot", "without index.json")]
    public async Task What_is_no_image_is_refused(string name, string reason)
    {
        var error = await RefusedAsync(Path.Combine(below.PublishDirectory, name), application.Request());

        Assert.Contains(reason, error.Message);
        Assert.Contains(name, error.Message);
    }

    private static async Task<PipelineException> RefusedAsync(string path, ImageRequest request)
    {
        var error = await Assert.ThrowsAsync<PipelineException>(() => new LayoutImageBuilder().BuildAsync(request with { BaseImage = new BaseImage(path) }));
        Assert.Equal("PIPE3004", error.Code.Id);
        return error;
    }
}
