using System.Diagnostics;
using System.Net.Http.Headers;
using System.Reflection;

namespace AgentKit.Server.Tests.Files;

/// <summary>The service as a process that kills itself at a crash point.</summary>
internal sealed class KillHost : IAsyncDisposable
{
    private readonly Process _process;

    private KillHost(Process process, HttpClient http) => (_process, Http) = (process, http);

    public HttpClient Http { get; }

    public static async Task<KillHost> ServeAsync(string database, string name, string folder, long inlineCheckMaxBytes, string point)
    {
        var process = Start("serve", database, name, folder, $"{inlineCheckMaxBytes}", point);
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
        var http = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await process.StandardOutput.ReadLineAsync());
        return new KillHost(process, http);
    }

    /// <summary>What another process does once the first one's leases have ended.</summary>
    public static async Task RecoverAsync(string database, string name, string folder)
    {
        using var process = Start("recover", database, name, folder, "1000000", "none");
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits for its end.</summary>
    public async Task<bool> DiesAsync()
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await _process.WaitForExitAsync(bound.Token);
            return _process.ExitCode != 0;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static Process Start(params string[] arguments)
    {
        var host = typeof(KillHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(x => x.Key == "KillHost").Value!;
        return Process.Start(new ProcessStartInfo("dotnet", [host, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
    }
}
