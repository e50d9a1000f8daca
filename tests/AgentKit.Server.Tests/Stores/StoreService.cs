using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AgentKit.Server.Access;
using AgentKit.Server.Hosting;
using Microsoft.AspNetCore.Builder;

namespace AgentKit.Server.Tests.Stores;

/// <summary>The service as its variables start it, with a client, over an object store of a test's choice.</summary>
internal sealed class StoreService : IAsyncDisposable
{
    private readonly StartedService _started;
    private readonly WebApplication _app;

    private StoreService(StartedService started, WebApplication app)
    {
        (_started, _app) = (started, app);
        Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = AgentKitApplication.AddressOf(app) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", started.Parts.DevelopmentTokens!.Issue("org-a", "user-1", CallerRole.Member, TimeSpan.FromMinutes(10)));
    }

    public HttpClient Http { get; }

    public static async Task<StoreService> StartAsync(params (string Name, string Value)[] store)
    {
        var started = await StartedService.OpenAsync(await ServiceVariables.NewAsync([("AGENTKIT_HTTP_PORT", "0"), ("AGENTKIT_LOG_LEVEL", "None"), .. store]), TimeProvider.System, CancellationToken.None);
        var app = AgentKitApplication.Create(started.Settings, started.Parts, TimeProvider.System);
        await app.StartAsync();
        var service = new StoreService(started, app);
        Assert.Equal(201, (await service.Http.PostAsync("/v1/clients", """{ "name": "Acme", "client_id": "acme" }""")).Status);
        return service;
    }

    /// <summary>Everything that a caller does with files: through the service, small and in parts, and directly; each comes back by a signed URL as it was.</summary>
    public async Task UseAsync()
    {
        foreach (var content in (byte[][])[Lines(10), Lines(2_000_000)])
            Assert.Equal(content, await DownloadAsync(await UploadAsync(content)));
        var direct = Lines(20);
        Assert.Equal(direct, await DownloadAsync(await UploadDirectlyAsync(direct)));
        Assert.Equal(200, (await Http.ReadAsync("/readyz")).Status);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await _started.DisposeAsync();
    }

    private async Task<JsonNode> UploadAsync(byte[] content)
    {
        using var body = new ByteArrayContent(content);
        body.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var answer = await Http.PostAsync(new Uri("/v1/clients/acme/files?category=other&name=a.csv", UriKind.Relative), body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        var file = JsonNode.Parse(text)!;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), (string?)file["sha256"]);
        return file;
    }

    private async Task<JsonNode> UploadDirectlyAsync(byte[] content)
    {
        var begun = (await Http.PostAsync("/v1/clients/acme/uploads", $$"""{ "category": "other", "name": "b.csv", "size_bytes": {{content.Length}}, "content_type": "text/csv" }""")).Json;
        using var put = new HttpRequestMessage(HttpMethod.Put, (string)begun["request"]!["url"]!) { Content = new ByteArrayContent(content) };
        foreach (var (name, value) in begun["request"]!["headers"]!.AsObject())
        {
            if (!put.Headers.TryAddWithoutValidation(name, (string)value!))
                put.Content.Headers.TryAddWithoutValidation(name, (string)value!);
        }

        using var stranger = new HttpClient();
        using var stored = await stranger.SendAsync(put);
        Assert.True(stored.IsSuccessStatusCode, await stored.Content.ReadAsStringAsync());
        var completed = await Http.SendAsync("POST", (string)begun["complete_url"]!);
        Assert.True(completed.Status == 201, completed.Text);
        return completed.Json;
    }

    private async Task<byte[]> DownloadAsync(JsonNode file)
    {
        using var redirect = await Http.GetAsync(new Uri($"/v1/clients/acme/files/{file["file_id"]}/download", UriKind.Relative));
        Assert.Equal(HttpStatusCode.TemporaryRedirect, redirect.StatusCode);
        using var stranger = new HttpClient();
        using var answer = await stranger.GetAsync(redirect.Headers.Location);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static byte[] Lines(int lines) => System.Text.Encoding.UTF8.GetBytes("name,value\n" + string.Concat(Enumerable.Repeat("a,b,c\n", lines)));
}
