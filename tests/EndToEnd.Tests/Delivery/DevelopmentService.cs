using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using EndToEnd.Tests.Processes;
using Pipeline.Tests;

namespace EndToEnd.Tests.Delivery;

/// <summary>The service as <c>dotnet run --project src/AgentKit.Server</c> starts it after a clone: in a folder of its own, since its data are kept below it. It is compiled already.</summary>
internal sealed partial class DevelopmentService : IAsyncDisposable
{
    private const string Project = "src/AgentKit.Server";

    private readonly string _root;
    private readonly Process _process;

    private DevelopmentService(string root, Process process) => (_root, _process) = (root, process);

    /// <summary>What it has said: its errors' stream, line by line.</summary>
    public List<string> Said { get; } = [];

    /// <summary>The token that it printed.</summary>
    public string Token { get; private set; } = "";

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Where it keeps files.</summary>
    public string Files => Path.Combine(_root, ".nuke", "temp", "agentkit", "files");

    public static async Task<DevelopmentService> StartAsync()
    {
        var root = Directory.CreateTempSubdirectory("pipeline-service-").FullName;
        Directory.CreateDirectory(Path.Combine(root, ".nuke"));
        foreach (var file in (string[])["Directory.Build.props", "Directory.Packages.props", "global.json"])
            File.Copy(Path.Combine(ProductRepository.Root, file), Path.Combine(root, file));
        Copy(Path.Combine(ProductRepository.Root, Project), Path.Combine(root, Project));
        var start = new ProcessStartInfo("dotnet", ["run", "--no-build", "--project", Project]) { WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AGENTKIT_HTTP_PORT"] = $"{FreePort.Take()}";
        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        var service = new DevelopmentService(root, Process.Start(start)!);
        await service.GreetAsync();
        return service;
    }

    public HttpClient Client()
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private async Task GreetAsync()
    {
        var output = _process.StandardOutput.ReadToEndAsync();
        using var bound = new CancellationTokenSource(Child.Bound);
        while (await _process.StandardError.ReadLineAsync(bound.Token) is { } line)
        {
            Said.Add(line);
            if (TokenLine().Match(line) is { Success: true } token)
                Token = token.Groups[1].Value;
            if (AddressOfCurl().Match(line) is { Success: true } address)
            {
                Address = new Uri(address.Groups[1].Value);
                _ = _process.StandardError.ReadToEndAsync();
                return;
            }
        }

        Assert.Fail($"The service didn't start: {string.Join('\n', Said)}\n{await output}");
    }

    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(source))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(source).Where(x => Path.GetFileName(x) is not ("obj" or "Release")))
            Copy(folder, Path.Combine(target, Path.GetFileName(folder)));
    }

    [GeneratedRegex(@"^export TOKEN=(\S+)$")]
    private static partial Regex TokenLine();

    [GeneratedRegex(@"^curl .*(http://127\.0\.0\.1:\d+)/")]
    private static partial Regex AddressOfCurl();
}
