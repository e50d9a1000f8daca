using System.Diagnostics;
using System.Globalization;

namespace EndToEnd.Tests.Processes;

/// <summary>A child process in an environment of its own: what a build server, or `dotnet test` itself, sets must not reach it.</summary>
internal sealed class Child : IDisposable
{
    public static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);

    private static readonly string[] s_inherited =
        ["PATH", "HOME", "USER", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy",
         "NUGET_PACKAGES", "NUGET_CERT_REVOCATION_MODE", "DOTNET_CLI_HOME", "MSBUILDDISABLENODEREUSE", "UseSharedCompilation", "DOTNET_CLI_USE_MSBUILD_SERVER"];

    private readonly Process _process;
    private readonly Task<string> _out;
    private readonly Task<string> _error;

    private Child(Process process)
    {
        _process = process;
        _out = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    public bool HasExited => _process.HasExited;

    public static Child Start(string file, IEnumerable<string> arguments, string workingDirectory, IReadOnlyDictionary<string, string>? environment = null, bool keepsInputOpen = false)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = workingDirectory, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment.Clear();
        foreach (var name in s_inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
                start.Environment[name] = value;
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        if (!keepsInputOpen)
            process.StandardInput.Close();
        return new Child(process);
    }

    public static async Task<Finished> RunAsync(string file, IEnumerable<string> arguments, string workingDirectory, IReadOnlyDictionary<string, string>? environment = null, TimeSpan? bound = null)
    {
        using var child = Start(file, arguments, workingDirectory, environment);
        return await child.EndAsync(bound);
    }

    /// <summary>Sends a signal by name, as <c>kill</c> does.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async Task<Finished> EndAsync(TimeSpan? longest = null)
    {
        using var bound = new CancellationTokenSource(longest ?? Bound);
        try
        {
            await _process.WaitForExitAsync(bound.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{_process.StartInfo.FileName}' didn't end within {longest ?? Bound}. Out: {await _out} Error: {await _error}");
        }

        return new Finished(_process.ExitCode, await _out, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
