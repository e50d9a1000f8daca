using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Serving;

/// <summary>Answers what isn't about objects: discovery, the version, health.</summary>
internal sealed class DiscoveryEndpoint(ApiServices services)
{
    private static readonly string s_platform =
        $"{(OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux")}/{(RuntimeInformation.OSArchitecture == Architecture.X64 ? "amd64" : "arm64")}";

    public Task AnswerAsync(HttpContext context, string path)
    {
        if (context.Request.Method is not ("GET" or "HEAD"))
            throw Refusals.MethodNotAllowed("");
        var types = services.Types.All;
        return path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["api"] or ["apis"] when AggregatedDiscovery.IsWanted(context.Request.Headers.Accept.ToString()) => AggregatedAsync(context, path),
            ["api"] => AnswerAsync(context, DiscoveryDocuments.CoreVersions($"{context.Connection.LocalIpAddress}:{context.Connection.LocalPort}")),
            ["api", var version] => AnswerAsync(context, DiscoveryDocuments.Resources(types, "", version)),
            ["apis"] => AnswerAsync(context, DiscoveryDocuments.Groups(types)),
            ["apis", var group] => AnswerAsync(context, DiscoveryDocuments.Group(types, group)),
            ["apis", var group, var version] => AnswerAsync(context, DiscoveryDocuments.Resources(types, group, version)),
            ["openapi", "v3"] => AnswerAsync(context, OpenApiDocuments.Index(types)),
            ["openapi", "v3", "api", var version] => AnswerAsync(context, OpenApiDocuments.Of(types, "", version)),
            ["openapi", "v3", "apis", var group, var version] => AnswerAsync(context, OpenApiDocuments.Of(types, group, version)),
            ["version"] => AnswerAsync(context, DiscoveryDocuments.Version(s_platform)),
            ["healthz" or "livez" or "readyz", ..] => Answers.BytesAsync(context, 200, "ok"u8.ToArray(), "text/plain; charset=utf-8"),
            [] => AnswerAsync(context, Paths()),
            _ => NotFoundAsync(context),
        };
    }

    /// <summary>There is nothing at this path.</summary>
    public static Task NotFoundAsync(HttpContext context) => Answers.BytesAsync(context, 404, "404 page not found\n"u8.ToArray(), "text/plain; charset=utf-8");

    private static Task AnswerAsync(HttpContext context, JsonObject? document) => document is null ? NotFoundAsync(context) : Answers.JsonAsync(context, 200, document);

    private Task AggregatedAsync(HttpContext context, string path) =>
        Answers.BytesAsync(context, 200, Storing.ObjectJson.Bytes(AggregatedDiscovery.Of(services.Types.All, path.Trim('/') == "api")), AggregatedDiscovery.MediaType);

    private JsonObject Paths()
    {
        var versions = services.Types.All.Where(x => x.Group.Length > 0).Select(x => $"/apis/{x.ApiVersion}");
        string[] others = ["/api", "/api/v1", "/apis", "/healthz", "/livez", "/openapi/v3", "/readyz", "/version"];
        return new JsonObject { ["paths"] = new JsonArray([.. versions.Concat(others).Distinct().Order(StringComparer.Ordinal).Select(x => (JsonNode)x)]) };
    }
}
