using Pipeline.Components.Images;
using Pipeline.Containers.Building;
using Pipeline.Errors;

namespace Pipeline.Components.Tests.Images;

public sealed class ImageOrderTests : IDisposable
{
    private readonly SampleImage _image = new();

    public void Dispose() => _image.Dispose();

    [Fact]
    public async Task The_same_files_give_the_same_digest_and_a_base_is_recorded()
    {
        var first = await _image.BuildAsync();
        var second = await _image.BuildAsync();
        var based = await _image.BuildAsync(hasBase: true);

        Assert.Equal(first.Digest, second.Digest);
        Assert.NotEqual(first.Digest, based.Digest);
        var record = _image.Files.Record();
        Assert.Equal((true, "1.2.3", based.BaseDigest!.ToString()), (record.HasBase, record.Version, record.BaseDigest));
        Assert.Equal($"ghcr.io/acme/app@{based.Digest}", record.ReferenceIn("ghcr.io/acme"));
    }

    [Fact]
    public async Task An_engine_without_a_Dockerfile_is_refused_before_one_is_looked_for()
    {
        var refused = await Assert.ThrowsAsync<PipelineException>(() => Order(null, ImageBuilderChoice.Engine).BuildAsync(new Progress<string>(), default));

        Assert.Equal(("PIPE2200", 2), (refused.Code.Id, refused.ExitCode));
    }

    [Theory]
    [InlineData("/no/such/layout", "PIPE3004")]
    [InlineData("./no/such/layout", "PIPE3004")]
    [InlineData("localhost:1/base:1", "PIPE3103")]
    [InlineData("localhost:1/base@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "PIPE3103")]
    public async Task A_base_is_a_path_or_an_image_of_a_registry(string baseImage, string id)
    {
        _image.Write("publish/App.dll", "MZ");
        _image.Write("publish/App.runtimeconfig.json", "{}");

        var refused = await Assert.ThrowsAnyAsync<PipelineException>(() => Order(baseImage, ImageBuilderChoice.Daemonless).BuildAsync(new Progress<string>(), default));

        Assert.Equal(id, refused.Code.Id);
        Assert.Contains(baseImage.TrimStart('.'), refused.Message, StringComparison.Ordinal);
    }

    private ImageOrder Order(string? baseImage, ImageBuilderChoice builder) => new()
    {
        Request = new ImageRequest { ApplicationDirectory = _image.In("publish"), Name = "app", Version = "1", Created = DateTimeOffset.UnixEpoch, LayoutDirectory = _image.In("images/app") },
        BaseImage = baseImage,
        Builder = builder,
        BaseImageDirectory = _image.In("base-images"),
    };
}
