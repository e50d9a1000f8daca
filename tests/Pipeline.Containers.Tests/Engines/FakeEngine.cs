using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pipeline.Containers.Tests.Registries;

namespace Pipeline.Containers.Tests.Engines;

/// <summary>An engine that has every image and whose containers end well at once; for what it is asked, and for kinds of engines that can't be started here.</summary>
/// <param name="security">One of its security options, as <c>docker info</c> shows them.</param>
internal sealed class FakeEngine(string security) : LocalServer
{
    /// <summary>The request for a container.</summary>
    public JsonNode? Created { get; private set; }

    protected override async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path.EndsWith("/containers/create", StringComparison.Ordinal))
            Created = await JsonNode.ParseAsync(context.Request.Body);
        await (path switch
        {
            _ when path.EndsWith("/containers/create", StringComparison.Ordinal) => WriteAsync(context.Response, 201, """{"Id":"c1","Warnings":[]}"""),
            _ when path.EndsWith("/version", StringComparison.Ordinal) => WriteAsync(context.Response, 200, """{"Version":"29.0.0","ApiVersion":"1.44","Os":"linux","Arch":"amd64"}"""),
            _ when path.EndsWith("/info", StringComparison.Ordinal) => WriteAsync(context.Response, 200, new JsonObject { ["SecurityOptions"] = new JsonArray(security) }.ToJsonString()),
            _ when path.EndsWith("/wait", StringComparison.Ordinal) => WriteAsync(context.Response, 200, """{"StatusCode":0}"""),
            _ when path.EndsWith("/logs", StringComparison.Ordinal) => context.Response.StartAsync(), // In chunks, of which there is none.
            _ when path.EndsWith("/containers/c1/json", StringComparison.Ordinal) => WriteAsync(context.Response, 200, """{"Id":"c1","Config":{"Tty":false}}"""),
            _ when path.Contains("/images/", StringComparison.Ordinal) => WriteAsync(context.Response, 200, """{"Id":"sha256:1"}"""),
            _ => WriteAsync(context.Response, 204),
        });
    }
}
