using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace Pipeline.Tests;

/// <summary>Microsoft's emulator of Azure Blob Storage as a process, its data in memory.</summary>
internal sealed class AzuriteServer : IDisposable
{
    public const string Account = "devstoreaccount1";

    /// <summary>The key that the emulator's documentation names; it opens nothing else.</summary>
    public const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly string s_program = Path.Join(
        typeof(AzuriteServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(x => x.Key == "Components").Value, "azurite", "node_modules", "azurite", "dist", "src", "blob", "main.js");

    private readonly Process _process;

    public AzuriteServer()
    {
        var port = FreePort.Take();
        Endpoint = new Uri($"http://127.0.0.1:{port}/{Account}");
        var start = new ProcessStartInfo("node", [s_program, "--blobHost", "127.0.0.1", "--blobPort", $"{port}", "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        WaitUntilItListens(port);
    }

    /// <summary>Why tests that need it don't run, or null. In CI (CI=true) they run, and fail.</summary>
    public static string? Skipped { get; } = Environment.GetEnvironmentVariable("CI") == "true" || File.Exists(s_program)
        ? null
        : "Needs azurite. Install it with: npm ci --prefix tests/components/azurite";

    public Uri Endpoint { get; }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void WaitUntilItListens(int port)
    {
        var until = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                client.Connect(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (!_process.HasExited && until.Elapsed < TimeSpan.FromSeconds(60))
            {
                Thread.Yield();
            }
            catch (SocketException exception)
            {
                throw new InvalidOperationException($"Azurite doesn't listen on port {port}: {_process.StandardError.ReadToEnd()}", exception);
            }
        }
    }
}
