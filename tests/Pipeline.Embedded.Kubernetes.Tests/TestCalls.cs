using System.Text;
using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Tests;

/// <summary>Plain requests with JSON.</summary>
internal static class TestCalls
{
    /// <summary>The answer's status and body.</summary>
    public static async Task<(int Code, JsonObject Body)> CallAsync(this HttpClient client, string method, string path, string? body = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Version = client.DefaultRequestVersion };
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType == "application/json" ? JsonNode.Parse(text)!.AsObject() : new JsonObject { ["text"] = text });
    }

    /// <summary>The body of an answer that must be a success.</summary>
    public static async Task<JsonObject> MustAsync(this HttpClient client, string method, string path, string? body = null, string type = "application/json")
    {
        var (code, answer) = await client.CallAsync(method, path, body, type);
        Assert.True(code is 200 or 201, $"{method} {path}: {code} {answer["message"]}");
        return answer;
    }

    public static async Task<bool> ExistsAsync(this HttpClient client, string path) => (await client.CallAsync("GET", path)).Code == 200;

    public static Task UntilGoneAsync(this HttpClient client, string path) => TestCluster.UntilAsync(async () => !await client.ExistsAsync(path), $"{path} is gone");
}
