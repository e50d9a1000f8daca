using Microsoft.AspNetCore.Http;
using Pipeline.Containers.Registries;

namespace Pipeline.Containers.Tests.Registries;

/// <summary>Registries without the referrers API, each in the way in which it says so. None of them confirms a subject; what refers to an image is found by its tag.</summary>
public sealed class WithoutReferrersApiTests : IDisposable
{
    private readonly Website website = new();
    private readonly List<FakeRegistry> registries = [];

    public void Dispose()
    {
        website.Dispose();
        registries.ForEach(x => x.Dispose());
    }

    public static TheoryData<string> Kinds => ["ghcr.io", "GitHub's website by 302", "Artifact Registry", "Artifactory", "Docker's", "one of OCI 1.0", "a redirect to the same host's page"];

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_artifact_is_found_by_its_image_and_no_longer_when_it_is_deleted(string kind)
    {
        var registry = Registry(kind);

        await RegistryContract.An_artifact_is_found_by_its_image(registry.Host);
        await RegistryContract.A_deleted_artifact_is_no_longer_listed(registry.Host);

        Assert.Empty(website.Requests);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Programs_that_attach_at_the_same_time_do_not_lose_each_others_entries(string kind)
    {
        var registry = Registry(kind);
        using var image = await TestImage.BuildAsync();
        var target = TestImage.At(registry.Host);
        RegistryClient[] clients = [.. Enumerable.Range(0, 3).Select(_ => new RegistryClient(RegistryContract.Options with { BackOff = TimeSpan.FromMilliseconds(100) }))];
        await clients[0].PushAsync(image.Layout, target);

        var attached = await Task.WhenAll(clients.Select((x, i) => x.AttachAsync(target, new("application/vnd.test", "text/plain", [(byte)i], new Dictionary<string, string>()))));

        Assert.Equal(attached.Select(x => x.Hex).Order(), (await clients[0].ReferrersAsync(target)).Select(x => x.Digest.Hex).Order());
        foreach (var client in clients)
            client.Dispose();
    }

    [Fact]
    public async Task An_artifact_that_is_pushed_or_copied_as_any_image_is_found_by_its_subject_too()
    {
        var (from, to) = (Registry("Docker's"), Registry("ghcr.io"));
        using var client = new RegistryClient(RegistryContract.Options);
        using var image = await TestImage.BuildAsync();
        var (here, there) = (TestImage.At(from.Host), TestImage.At(to.Host));
        await client.PushAsync(image.Layout, here);
        var artifact = await client.AttachAsync(here, new("application/vnd.test", "text/plain", [1], new Dictionary<string, string>()));
        await client.CopyAsync(here, there);

        await client.CopyAsync(here.WithDigest(artifact) with { Tag = null }, there with { Tag = null });
        await client.PullAsync(here.WithDigest(artifact), image.Folder("artifact"));
        var pushed = TestImage.At(to.Host);
        await client.PushAsync(image.Folder("artifact"), pushed with { Tag = null, Digest = artifact });

        Assert.Equal(artifact, Assert.Single(await client.ReferrersAsync(there)).Digest);
        Assert.Equal(artifact, Assert.Single(await client.ReferrersAsync(pushed.WithDigest(image.Built.Digest))).Digest);
    }

    [Fact]
    public async Task A_registry_that_fails_is_not_taken_for_one_without_the_API()
    {
        var registry = Add(x => AnswerAsync(x, 500, "{}", "application/json"));
        using var client = new RegistryClient(RegistryContract.Options);
        using var image = await TestImage.BuildAsync();
        var target = TestImage.At(registry.Host);
        await client.PushAsync(image.Layout, target);

        Assert.Equal("PIPE3105", (await Assert.ThrowsAsync<RegistryException>(() => client.ReferrersAsync(target))).Code.Id);
    }

    [Fact]
    public async Task What_another_host_refuses_is_no_failure_of_the_registry_that_sends_there()
    {
        var registry = Add(x => RedirectAsync(x, 307, $"http://{website.Host}/elsewhere"));

        await RegistryContract.An_artifact_is_found_by_its_image(registry.Host);

        Assert.NotEmpty(website.Requests);
    }

    [Fact]
    public async Task A_registry_that_stands_in_for_another_is_followed()
    {
        using var real = new FakeRegistry();
        using var client = new RegistryClient(RegistryContract.Options);
        using var image = await TestImage.BuildAsync();
        var target = TestImage.At(real.Host);
        await client.PushAsync(image.Layout, target);
        var artifact = await client.AttachAsync(target, new("application/vnd.test", "text/plain", [1], new Dictionary<string, string>()));
        var standIn = Add(x => RedirectAsync(x, 307, $"http://{real.Host}{x.HttpContext.Request.Target()}"));

        var found = await client.ReferrersAsync(target with { Registry = standIn.Host, Tag = null, Digest = image.Built.Digest });

        Assert.Equal(artifact, Assert.Single(found).Digest);
    }

    private FakeRegistry Registry(string kind) => Add(kind switch
    {
        "ghcr.io" => x => RedirectAsync(x, 303, $"http://{website.Host}/-/v2/packages/container/referrers"),
        "GitHub's website by 302" => x => RedirectAsync(x, 302, $"http://{website.Host}/login"),
        "Artifact Registry" => x => AnswerAsync(x, 200, "<!doctype html><html><title>Google Cloud</title></html>", "text/html; charset=utf-8"),
        "Artifactory" => x => AnswerAsync(x, 406, """{"errors":[{"status":406,"message":"Not Acceptable"}]}""", "application/json"),
        "one of OCI 1.0" => x => AnswerAsync(x, 400, """{"errors":[{"code":"UNSUPPORTED"}]}""", "application/json"),
        "a redirect to the same host's page" => x => RedirectAsync(x, 303, "/v2/"),
        _ => x => AnswerAsync(x, 404, "404 page not found", "text/plain"),
    });

    private FakeRegistry Add(Func<HttpResponse, Task> insteadOfReferrers)
    {
        registries.Add(new FakeRegistry { InsteadOfReferrers = insteadOfReferrers });
        return registries[^1];
    }

    private static Task RedirectAsync(HttpResponse response, int status, string location)
    {
        (response.StatusCode, response.Headers.Location) = (status, location);
        return Task.CompletedTask;
    }

    private static async Task AnswerAsync(HttpResponse response, int status, string body, string contentType)
    {
        (response.StatusCode, response.ContentType) = (status, contentType);
        await response.WriteAsync(body);
    }

    /// <summary>What ghcr.io sends to: a website, which answers programs with 429 after a while.</summary>
    private sealed class Website : LocalServer
    {
        protected override Task AnswerAsync(HttpContext context) => WriteAsync(context.Response, 429, "<html>Too many requests</html>", "text/html");
    }
}
