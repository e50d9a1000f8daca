using Pipeline.Components.Images;
using Pipeline.Containers.Registries;
using Pipeline.Containers.Tests.Registries;
using Pipeline.Containers.Tests.Scanning;
using Pipeline.Errors;

namespace Pipeline.Components.Tests.Images;

/// <summary>The base image that a build server builds on where nobody names one.</summary>
public sealed class DefaultBaseTests : IDisposable
{
    private readonly TestImage _image = TestImage.WithFindings();
    private readonly string _folder = Directory.CreateTempSubdirectory("pipeline-base-").FullName;

    public void Dispose()
    {
        _image.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [RequiresRegistry]
    public async Task It_is_fetched_once_and_then_there_without_a_network()
    {
        string reference;
        await using (var registry = await DockerRegistry.StartAsync())
        {
            reference = $"{registry.Host}/base/aspnet:10.0@{_image.Digest}";
            using (var client = new RegistryClient())
                await client.PushAsync(_image.Layout, ImageReference.Parse(reference), default);
            var based = new DefaultBase(reference, _folder);

            Assert.False(based.IsThere);
            Assert.Null(await based.FetchAsync(new Progress<string>(), default));
            Assert.True(based.IsThere);
        }

        Assert.Null(await new DefaultBase(reference, _folder).FetchAsync(new Progress<string>(), default));
    }

    [Fact]
    public async Task Where_it_cannot_be_had_the_reason_is_told_and_nothing_fails()
    {
        var based = new DefaultBase($"127.0.0.1:1/base/aspnet:10.0@{_image.Digest}", _folder);

        Assert.Contains("127.0.0.1:1", await based.FetchAsync(new Progress<string>(), default), StringComparison.Ordinal);
        Assert.False(based.IsThere);
    }

    [RequiresRegistry]
    public async Task A_tag_alone_is_a_mistake_of_the_build_and_names_the_digest()
    {
        await using var registry = await DockerRegistry.StartAsync();
        using (var client = new RegistryClient())
            await client.PushAsync(_image.Layout, ImageReference.Parse($"{registry.Host}/base/aspnet:10.0@{_image.Digest}"), default);

        var refused = await Assert.ThrowsAnyAsync<PipelineException>(() => new DefaultBase($"{registry.Host}/base/aspnet:10.0", _folder).FetchAsync(new Progress<string>(), default));

        Assert.Equal("PIPE3112", refused.Code.Id);
        Assert.Contains(_image.Digest.ToString(), refused.Message, StringComparison.Ordinal);
    }
}
