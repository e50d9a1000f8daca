using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AgentKit.Server.Access;
using AgentKit.Server.Platforms;
using AgentKit.Server.Settings;
using AgentKit.Server.Tests.Clients;
using AgentKit.Server.Tests.Files;
using AgentKit.Server.Tests.Platforms;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.ObjectStorage.Credentials;

namespace AgentKit.Server.Tests.Access;

/// <summary>
/// Walks every endpoint that the service has, so that a new one can't be forgotten, with the ids of a client, an idea, a file, an upload, a connection and an
/// API key that are all there.
/// </summary>
[Trait("Speed", "Slow")]
public sealed class EndpointWalkTests : IAsyncLifetime
{
    /// <summary>Open to anyone, each with its reason.</summary>
    private static readonly Dictionary<string, string> Open = new()
    {
        ["/v1/service"] = "says what runs here; a smoke test asks it",
        ["/livez"] = "probed by the cluster",
        ["/readyz"] = "probed by the cluster",
        ["/metrics"] = "scraped within the cluster",
        ["/v1/local-objects"] = "asks for a signature instead, as an object store does; only where files are on the service's own disk",
        ["/openapi.json"] = "describes the interface",
        ["/docs/{documentName?}"] = "browses the description, in Development only",
    };

    /// <summary>Writes by their method that a viewer may make, each with its reason.</summary>
    private static readonly Dictionary<string, string> ReadsByPost = [];

    private MemorySecrets secrets = null!;
    private PlayedPlatforms platforms = null!;
    private RunningService service = null!;
    private Dictionary<string, string> ids = null!;

    public async Task InitializeAsync()
    {
        var keys = new MemorySecrets();
        platforms = await PlayedPlatforms.StartAsync();
        platforms.Treat("key-of-acme", Play.Accept);
        var local = new LocalPresigning(new byte[32], new Uri("http://127.0.0.1:1/v1/local-objects"));
        service = await RunningService.StartAsync(
            new ServiceSettings { Server = RunningService.Settings, Platforms = new PlatformSettings { KlaviyoUrl = new Uri(platforms.Address, "klaviyo") } },
            x => x with { SecretStore = keys, LocalObjects = local });
        secrets = keys;
        ids = await MakeAsync(service.As(CallerRole.Admin));
    }

    public async Task DisposeAsync()
    {
        await service.DisposeAsync();
        await platforms.DisposeAsync();
    }

    [Fact]
    public void The_walk_sees_the_endpoints() => Assert.True(Walk().Count() >= 15);

    [Fact]
    public async Task Nobody_gets_401()
    {
        foreach (var (endpoint, method) in Walk())
        {
            using var response = await SendAsync(service.As(null), endpoint, method);
            Assert.True((int)response.StatusCode == 401, $"{method} {endpoint.RoutePattern.RawText}: {response.StatusCode}");
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
            Assert.NotEmpty(response.Headers.WwwAuthenticate);
        }
    }

    [Fact]
    public async Task Another_organisations_caller_gets_404_for_everything_and_changes_nothing()
    {
        var before = await ContentsAsync();
        var other = service.As(CallerRole.Admin, "org-b");

        foreach (var (endpoint, method) in Walk())
        {
            if (endpoint.RoutePattern.Parameters.Count > 0)
            {
                using var response = await SendAsync(other, endpoint, method);
                Assert.True((int)response.StatusCode == 404, $"{method} {endpoint.RoutePattern.RawText}: {response.StatusCode}");
            }
            else if (method == "GET")
            {
                // A list: of their own, so there is nothing in it.
                using var response = await SendAsync(other, endpoint, method);
                var text = await response.Content.ReadAsStringAsync();
                Assert.True(response.IsSuccessStatusCode && !ids.Any(x => x.Key is not ("part" or "platform") && text.Contains(x.Value, StringComparison.Ordinal)), $"{method} {endpoint.RoutePattern.RawText}: {text}");
            }
        }

        Assert.Equal(before, await ContentsAsync());
        Assert.Equal(["key-of-acme"], secrets.Values.Values);
    }

    [Fact]
    public async Task Another_organisation_with_a_client_of_the_same_id_gets_404_for_what_is_below_it_and_changes_nothing()
    {
        var other = service.As(CallerRole.Admin, "org-b");
        await other.PostAsync("/v1/clients", SampleClients.Complete);
        var before = await ContentsAsync(RunningService.Organization);
        var walked = 0;

        foreach (var (endpoint, method) in Walk().Where(x => !MakesItsOwn(x.Endpoint, x.Method)))
        {
            using var response = await SendAsync(other, endpoint, method);
            var text = await response.Content.ReadAsStringAsync();
            if (endpoint.RoutePattern.Parameters.Any(x => x.Name != "client_id"))
            {
                Assert.True((int)response.StatusCode == 404, $"{method} {endpoint.RoutePattern.RawText}: {response.StatusCode}");
                walked++;
            }
            else
            {
                Assert.DoesNotContain(ids, x => x.Key is not ("client_id" or "part" or "platform") && text.Contains(x.Value, StringComparison.Ordinal));
            }
        }

        Assert.True(walked >= 12, $"{walked}");
        Assert.Equal(before, await ContentsAsync(RunningService.Organization));
        Assert.Equal(["key-of-acme"], secrets.Values.Values);
        var file = await service.As(CallerRole.Viewer).ReadAsync($"/v1/clients/acme/files/{ids["file_id"]}");
        Assert.Equal((200, "available"), (file.Status, file["status"]));
    }

    /// <summary>Connecting makes the connection that its address names.</summary>
    private static bool MakesItsOwn(RouteEndpoint endpoint, string method) => method == "PUT" && endpoint.RoutePattern.RawText!.EndsWith("/{platform}", StringComparison.Ordinal);

    private static async Task<Dictionary<string, string>> MakeAsync(HttpClient admin)
    {
        await admin.PostAsync("/v1/clients", SampleClients.Complete);
        Assert.Equal(201, (await admin.SendAsync("PUT", "/v1/clients/acme/platforms/klaviyo", """{ "api_key": "key-of-acme" }""")).Status);
        using var content = new ByteArrayContent(SampleContent.Csv);
        using var uploaded = await admin.PostAsync(new Uri("/v1/clients/acme/files?category=other&name=a.csv", UriKind.Relative), content);
        var ids = new Dictionary<string, string>
        {
            ["client_id"] = "acme",
            ["platform"] = "klaviyo",
            ["part"] = "1",
            ["idea_id"] = (await admin.PostAsync("/v1/clients/acme/campaign-ideas", """{ "title": "x" }"""))["idea_id"],
            ["key_id"] = (await admin.PostAsync("/v1/api-keys", """{ "name": "x", "role": "viewer" }"""))["key_id"],
            ["file_id"] = (string)System.Text.Json.Nodes.JsonNode.Parse(await uploaded.Content.ReadAsStringAsync())!["file_id"]!,
            ["upload_id"] = (await admin.PostAsync("/v1/clients/acme/uploads", """{ "category": "other", "name": "b.csv", "size_bytes": 10, "content_type": "text/csv" }"""))["upload_id"],
        };
        foreach (var address in (string[])["", $"/campaign-ideas/{ids["idea_id"]}", $"/files/{ids["file_id"]}", $"/uploads/{ids["upload_id"]}", "/platforms/klaviyo"])
            Assert.Equal(200, (await admin.ReadAsync($"/v1/clients/acme{address}")).Status);
        return ids;
    }

    [Fact]
    public async Task A_viewer_gets_403_for_every_write_and_it_is_written_down()
    {
        var before = await ContentsAsync();
        var viewer = service.As(CallerRole.Viewer);
        var denied = 0;

        foreach (var (endpoint, method) in Walk().Where(x => x.Method is not ("GET" or "HEAD") && !ReadsByPost.ContainsKey(x.Endpoint.RoutePattern.RawText!)))
        {
            using var response = await SendAsync(viewer, endpoint, method);
            Assert.True((int)response.StatusCode == 403, $"{method} {endpoint.RoutePattern.RawText}: {response.StatusCode}");
            denied++;
        }

        Assert.Equal(before, await ContentsAsync());
        Assert.Equal(denied, await service["audit_log"].CountDocumentsAsync("{ action: 'access.denied', subject: 'user-1' }"));
    }

    [Theory]
    [InlineData("/v1")]
    [InlineData("/v1/nowhere")]
    [InlineData("/V1/CLIENTS")]
    [InlineData("/v1/service/more")]
    public async Task Below_v1_even_what_is_not_there_needs_a_caller(string path)
    {
        Assert.Equal(401, (await service.Client.ReadAsync(path)).Status);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/nowhere")]
    [InlineData("/nowhere.json")]
    [InlineData("/readyz/more")]
    [InlineData("/v1")]
    [InlineData("/v1/nowhere")]
    [InlineData("/v1/clients/acme/nowhere")]
    public async Task What_is_not_there_is_404_by_any_method_and_below_v1_nobody_learns_even_that(string path)
    {
        var isApi = path.StartsWith("/v1", StringComparison.Ordinal);

        foreach (var method in (string[])["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
        {
            var (nobody, caller) = (await service.Client.SendAsync(method, path), await service.As(CallerRole.Viewer).SendAsync(method, path));

            Assert.Equal(isApi ? (401, "unauthenticated") : (404, "not-found"), (nobody.Status, nobody.Problem));
            Assert.True((404, "not-found") == (caller.Status, caller.Problem), $"{method} {path}: {caller.Status} {caller.Text}");
        }
    }

    [Fact]
    public async Task Another_method_is_405_with_those_that_are_allowed_whether_or_not_what_it_is_about_is_there()
    {
        Assert.Equal(401, (await service.Client.SendAsync("DELETE", "/v1/clients/acme")).Status);
        var told = new HashSet<string>();

        foreach (var (caller, client) in new[] { (service.As(CallerRole.Viewer), "acme"), (service.As(CallerRole.Viewer), "nobody"), (service.As(CallerRole.Admin, "org-b"), "acme") })
        {
            using var response = await caller.SendAsync(new HttpRequestMessage(HttpMethod.Delete, $"/v1/clients/{client}"));
            var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
            problem.Remove("trace_id");
            told.Add($"{(int)response.StatusCode} {string.Join(", ", response.Content.Headers.Allow.Order(StringComparer.Ordinal))} {problem["type"]} {problem.ToJsonString()}");
        }

        Assert.StartsWith("405 GET, HEAD, PATCH /problems/method-not-allowed ", Assert.Single(told), StringComparison.Ordinal);
    }

    /// <summary>Routing takes such a parameter for the whole segment until it looks closer, and answers 405 instead of 404 to other methods.</summary>
    [Fact]
    public void No_address_has_a_parameter_within_a_segment() => Assert.All(All(), x => Assert.All(x.RoutePattern.PathSegments, y => Assert.True(y.IsSimple, x.RoutePattern.RawText)));

    [Fact]
    public void Only_these_are_open_to_anyone()
    {
        var open = All().Where(x => x.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is not null).Select(x => Route(x));

        Assert.DoesNotContain(open, x => !Open.ContainsKey(x) && !x.StartsWith("/docs/", StringComparison.Ordinal));
    }

    private static string Route(RouteEndpoint endpoint) => $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}";

    private IEnumerable<RouteEndpoint> All() => service.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(x => x.Endpoints).OfType<RouteEndpoint>().DistinctBy(x => (x.RoutePattern.RawText, x.DisplayName));

    private IEnumerable<(RouteEndpoint Endpoint, string Method)> Walk() => All()
        .Where(x => Route(x).StartsWith("/v1/", StringComparison.Ordinal) && !Open.ContainsKey(Route(x)))
        .SelectMany(x => x.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => (x, method)));

    private async Task<HttpResponseMessage> SendAsync(HttpClient client, RouteEndpoint endpoint, string method)
    {
        var path = string.Join('/', Route(endpoint).Split('/').Select(x => x.StartsWith('{') ? Value(x.Trim('{', '}', '?', '*').Split(':')[0]) : x));
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is not ("GET" or "HEAD" or "DELETE"))
        {
            var type = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes is [var first, ..] ? first : "application/json";
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("{}"));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type.StartsWith("multipart/", StringComparison.Ordinal) ? $"{type}; boundary=x" : type);
        }

        return await client.SendAsync(request);
    }

    private string Value(string parameter) => ids[parameter];

    // All but the audit log, which is meant to grow.
    private async Task<string> ContentsAsync(string? organization = null)
    {
        var contents = new List<string>();
        foreach (var name in (await (await service.Database.ListCollectionNamesAsync()).ToListAsync()).Where(x => x != "audit_log").Order(StringComparer.Ordinal))
            contents.Add($"{name}: {new BsonArray(await service[name].Find(organization is null ? new BsonDocument() : new BsonDocument("organization_id", organization)).Sort("{ _id: 1 }").ToListAsync()).ToJson()}");
        return string.Join('\n', contents);
    }
}
