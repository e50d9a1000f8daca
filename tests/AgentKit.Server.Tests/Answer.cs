using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace AgentKit.Server.Tests;

/// <summary>What the service answered.</summary>
internal sealed record Answer(int Status, string Text, HttpResponseHeaders Headers, string? ContentType)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The problem's slug.</summary>
    public string? Problem => ContentType == "application/problem+json" ? ((string?)Json["type"])?["/problems/".Length..] : null;

    public string ETag => Headers.ETag!.Tag;

    public string this[string field] => (string)Json[field]!;

    /// <summary>The pointers of a problem's errors.</summary>
    public IReadOnlyList<string> Pointers => [.. Json["errors"]!.AsArray().Select(x => (string)x!["pointer"]!)];
}

/// <summary>Requests with JSON, as a client of the service makes them.</summary>
internal static class Requests
{
    public static async Task<Answer> SendAsync(this HttpClient client, string method, string path, string? json = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, method == "PATCH" ? "application/merge-patch+json" : "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers.ContentType?.MediaType);
    }

    public static Task<Answer> ReadAsync(this HttpClient client, string path, params (string Name, string Value)[] headers) => client.SendAsync("GET", path, null, headers);

    public static Task<Answer> PostAsync(this HttpClient client, string path, string json, params (string Name, string Value)[] headers) => client.SendAsync("POST", path, json, headers);
}
