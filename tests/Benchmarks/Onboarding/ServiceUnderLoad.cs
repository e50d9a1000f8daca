using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using AgentKit.Migrations;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB;
using Pipeline.Migrations;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Sources;

namespace Benchmarks.Onboarding;

/// <summary>The published service as a process of its own, over an embedded MongoDB server in this one and a folder for files.</summary>
internal sealed partial class ServiceUnderLoad : IAsyncDisposable
{
    private readonly Process process;
    private readonly EmbeddedMongoServer database;

    private ServiceUnderLoad(Process process, EmbeddedMongoServer database, HttpClient client) => (this.process, this.database, Client) = (process, database, client);

    public HttpClient Client { get; }

    public static async Task<string> PublishAsync(string product, string directory)
    {
        var published = Path.Combine(directory, "service");
        await Timed.RunAsync("dotnet", ["publish", Path.Combine(product, "src", "AgentKit.Server"), "-c", "Release", "-o", published, "-v", "q", "-nologo"], product);
        return published;
    }

    /// <param name="published">What <see cref="PublishAsync"/> gave.</param>
    /// <param name="directory">Where the database and the secrets go.</param>
    /// <param name="files">Where the files go.</param>
    public static async Task<ServiceUnderLoad> StartAsync(string published, string directory, string files)
    {
        var database = await EmbeddedMongoServer.StartAsync(new EmbeddedMongoServerOptions { DataDirectory = Path.Combine(directory, "database") });
        using (var client = new MongoClient(database.ConnectionString))
            await Migrator.Create(client.GetDatabase("agentkit"), MigrationSet.FromAssembly(typeof(AgentKitQueries).Assembly)).RunAsync(MigrationRequest.Up());

        var start = new ProcessStartInfo("dotnet", [Path.Combine(published, "AgentKit.Server.dll")]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = directory };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["AGENTKIT_HTTP_ADDRESS"] = "127.0.0.1",
            ["AGENTKIT_HTTP_PORT"] = "0",
            ["AGENTKIT_LOG_LEVEL"] = "Warning",
            ["AGENTKIT_DEVELOPMENT_TOKENS"] = "true",
            ["MONGODB_URI"] = database.ConnectionString,
            ["FILE_STORAGE_ROOT"] = new Uri(Path.Combine(files, "files")).AbsoluteUri,
            ["SECRET_STORE"] = $"encrypted://{Path.Combine(directory, "secrets.json")}",
        })
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        var (token, address) = await GreetingAsync(process);
        var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new ServiceUnderLoad(process, database, http);
    }

    /// <summary>Makes a client and gives its address.</summary>
    public async Task<string> NewClientAsync(string name)
    {
        using var response = await Client.PostAsJsonAsync("/v1/clients", new { name, contacts = new[] { new { email = "someone@example.com", role = "owner" } } });
        response.EnsureSuccessStatusCode();
        return response.Headers.Location!.ToString();
    }

    /// <summary>Resident memory now, and the most since <see cref="ForgetPeak"/>, in MiB.</summary>
    public (double Now, double Peak) Memory()
    {
        var status = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/status"));
        return (Read("VmRSS"), Read("VmHWM"));

        double Read(string name) => double.Parse(Regex.Match(status, $@"{name}:\s+(\d+) kB").Groups[1].Value, CultureInfo.InvariantCulture) / 1024;
    }

    public void ForgetPeak() => File.WriteAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/clear_refs"), "5");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        await database.DisposeAsync();
    }

    private static async Task<(string Token, Uri Address)> GreetingAsync(Process process)
    {
        _ = process.StandardOutput.ReadToEndAsync();
        var said = new List<string>();
        string? token = null;
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (TokenLine().Match(line) is { Success: true } found)
                token = found.Groups[1].Value;
            if (token is not null && AddressLine().Match(line) is { Success: true } address)
            {
                _ = process.StandardError.ReadToEndAsync();
                return (token, new Uri(address.Value));
            }
        }

        throw new InvalidOperationException($"The service didn't start: {string.Join(Environment.NewLine, said)}");
    }

    [GeneratedRegex(@"TOKEN=(\S+)")]
    private static partial Regex TokenLine();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex AddressLine();
}
