using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AgentKit.Server.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AgentKit.Server.Tests.Describing;

public sealed class DescriptionTests : IAsyncLifetime
{
    private static readonly string File = Path.Combine(RepositoryFolder.Path, "docs", "openapi.json");

    private RunningService service = null!;
    private string text = null!;

    private JsonNode Document => JsonNode.Parse(text)!;

    public async Task InitializeAsync()
    {
        service = await RunningService.StartAsync();
        text = (await service.Client.ReadAsync("/openapi.json")).Text;
    }

    public Task DisposeAsync() => service.DisposeAsync().AsTask();

    /// <summary>With PIPELINE_WRITE_OPENAPI=true the file is written instead.</summary>
    [Fact]
    public async Task The_committed_document_is_what_the_service_answers()
    {
        if (Environment.GetEnvironmentVariable("PIPELINE_WRITE_OPENAPI") == "true")
            await System.IO.File.WriteAllTextAsync(File, text.ReplaceLineEndings("\n") + "\n");

        Assert.True((await System.IO.File.ReadAllTextAsync(File)).TrimEnd() == text.ReplaceLineEndings("\n").TrimEnd(), "docs/openapi.json isn't what the service answers. Run this test with PIPELINE_WRITE_OPENAPI=true, and review the difference.");
    }

    [Fact]
    public void It_is_openapi_3_1_and_names_no_host()
    {
        Assert.StartsWith("3.1.", (string?)Document["openapi"]);
        Assert.DoesNotContain("127.0.0.1", text);
    }

    [Fact]
    public void Every_operation_has_a_summary_an_id_of_its_own_and_the_problems_it_answers()
    {
        var operations = Operations().ToList();

        Assert.Equal(operations.Count, operations.Select(x => (string)x.Operation["operationId"]!).Distinct().Count());
        foreach (var (path, method, operation) in operations)
        {
            Assert.True(!string.IsNullOrEmpty((string?)operation["summary"]), $"{method} {path} has no summary");
            if (!path.StartsWith("/v1/", StringComparison.Ordinal) || path == "/v1/service")
                continue;
            var responses = operation["responses"]!.AsObject();
            Assert.True(responses.ContainsKey("401") && responses.ContainsKey("403") && responses.ContainsKey("500") && responses.ContainsKey("503"), $"{method} {path} lacks a problem");
            Assert.True(!path.Contains('{') || responses.ContainsKey("404"), $"{method} {path} can be about nothing, and has no 404");
            Assert.All(responses.Where(x => x.Key[0] is '4' or '5'), x => Assert.NotNull(x.Value!["content"]?["application/problem+json"]?["schema"]));
            Assert.All(responses.Where(x => x.Key[0] is '4' or '5'), x => Assert.NotNull(x.Value!["content"]!["application/problem+json"]!["example"]));
            Assert.Contains(responses, x => x.Key[0] == '2');
        }
    }

    [Fact]
    public void Every_parameter_of_a_path_is_described()
    {
        foreach (var (path, method, operation) in Operations())
        {
            var described = (operation["parameters"]?.AsArray() ?? []).Where(x => (string)x!["in"]! == "path").Select(x => (string)x!["name"]!).Order(StringComparer.Ordinal);
            Assert.True(described.SequenceEqual(Regex.Matches(path, @"\{(\w+)\}").Select(x => x.Groups[1].Value).Order(StringComparer.Ordinal)), $"{method} {path}");
        }
    }

    [Fact]
    public void Every_endpoint_of_the_interface_is_in_it()
    {
        var described = Operations().Select(x => $"{x.Method} {x.Path}").ToHashSet(StringComparer.OrdinalIgnoreCase);
        var endpoints = service.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(x => x.Endpoints).OfType<RouteEndpoint>()
            .Where(x => x.RoutePattern.RawText!.TrimStart('/').StartsWith("v1/", StringComparison.Ordinal))
            .SelectMany(x => x.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Where(method => method != "HEAD").Select(method => $"{method} /{Regex.Replace(x.RoutePattern.RawText!.Trim('/'), @":[^}]+\}", "}")}"));

        Assert.DoesNotContain(endpoints, x => !described.Contains(x));
    }

    [Theory]
    [InlineData("ClientContent", "POST", "/v1/clients", 201)]
    [InlineData("ClientPatch", "PATCH", "/v1/clients/acme", 200)]
    [InlineData("IdeaContent", "POST", "/v1/clients/acme/campaign-ideas", 201)]
    [InlineData("TransitionContent", "POST", "/v1/clients/acme/transitions", 200)]
    [InlineData("ApiKeyContent", "POST", "/v1/api-keys", 201)]
    public async Task What_an_example_says_can_be_sent(string schema, string method, string path, int expected)
    {
        var admin = service.As(CallerRole.Admin);
        if (schema != "ClientContent")
            await admin.SendAsync("POST", "/v1/clients", Example("ClientContent"));

        var answer = await admin.SendAsync(method, path, Example(schema), ("If-Match", "*"));

        Assert.True(answer.Status == expected, answer.Text);
    }

    private string Example(string schema) => Document["components"]!["schemas"]![schema]!["examples"]![0]!.ToJsonString();

    private IEnumerable<(string Path, string Method, JsonNode Operation)> Operations() =>
        Document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(x => (path.Key, x.Key, x.Value!)));
}
