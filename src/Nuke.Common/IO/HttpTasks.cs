using System.Net.Http.Headers;
using Nuke.Common.Tooling;
using Pipeline.Errors;

namespace Nuke.Common.IO;

/// <summary>Downloads text and files.</summary>
public static class HttpTasks
{
#pragma warning disable CA2211 // NUKE has this as a field that a build sets.
    /// <summary>Longest wait for an answer to begin. Default 5 s; a configurator may set another for one call.</summary>
    public static TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);
#pragma warning restore CA2211

    /// <summary>The text at an address. For build code that isn't async.</summary>
    /// <exception cref="PipelineException">The server didn't answer with success (PIPE1004).</exception>
    public static string HttpDownloadString(string uri, Configure<HttpClient>? clientConfigurator = null, Action<HttpRequestHeaders>? headerConfigurator = null)
        => HttpDownloadStringAsync(uri, clientConfigurator, headerConfigurator).GetAwaiter().GetResult();

    /// <summary>The text at an address.</summary>
    /// <exception cref="PipelineException">The server didn't answer with success (PIPE1004).</exception>
    public static async Task<string> HttpDownloadStringAsync(string uri, Configure<HttpClient>? clientConfigurator = null, Action<HttpRequestHeaders>? headerConfigurator = null)
    {
        using var client = CreateClient(clientConfigurator, headerConfigurator);
        using var response = await GetAsync(client, uri);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Downloads a file. For build code that isn't async.</summary>
    /// <exception cref="PipelineException">The server didn't answer with success (PIPE1004); nothing is written then.</exception>
    public static void HttpDownloadFile(
        string uri,
        string path,
        FileMode mode = FileMode.Create,
        Configure<HttpClient>? clientConfigurator = null,
        Action<HttpRequestHeaders>? headerConfigurator = null)
        => HttpDownloadFileAsync(uri, AbsolutePath.Create(path), mode, clientConfigurator, headerConfigurator).GetAwaiter().GetResult();

    /// <summary>Downloads a file. Directories are made as needed.</summary>
    /// <exception cref="PipelineException">The server didn't answer with success (PIPE1004); nothing is written then.</exception>
    public static async Task HttpDownloadFileAsync(
        string uri,
        AbsolutePath path,
        FileMode mode = FileMode.Create,
        Configure<HttpClient>? clientConfigurator = null,
        Action<HttpRequestHeaders>? headerConfigurator = null)
    {
        using var client = CreateClient(clientConfigurator, headerConfigurator);
        using var response = await GetAsync(client, uri);
        path.Parent.CreateDirectory();
        await using var file = File.Open(path, mode);
        await response.Content.CopyToAsync(file);
    }

    private static HttpClient CreateClient(Configure<HttpClient>? clientConfigurator, Action<HttpRequestHeaders>? headerConfigurator)
    {
        var client = new HttpClient { Timeout = DefaultTimeout };
        client = clientConfigurator?.Invoke(client) ?? client;
        headerConfigurator?.Invoke(client.DefaultRequestHeaders);
        return client;
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, string uri)
    {
        var response = await client.GetAsync(new Uri(uri), HttpCompletionOption.ResponseHeadersRead);
        if (response.IsSuccessStatusCode)
            return response;

        using (response)
            throw new PipelineException(PathErrors.DownloadFailed, $"'{uri}' was answered with {(int)response.StatusCode} {response.ReasonPhrase}. Check the address and the credentials.");
    }
}
