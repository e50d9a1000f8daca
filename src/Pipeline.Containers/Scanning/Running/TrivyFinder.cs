using System.ComponentModel;
using System.Security.Cryptography;
using System.Text.Json;

namespace Pipeline.Containers.Scanning.Running;

/// <summary>Finds the pinned Trivy: the binary given, the one on the PATH, else a container. A binary that isn't pinned by its digest isn't run, not even to ask for its version.</summary>
internal sealed class TrivyFinder(ScanRequest request)
{
    /// <summary>Trivy, or why there is none.</summary>
    public async Task<(ITrivy? Trivy, string? Problem)> FindAsync(string workDirectory, CancellationToken cancellationToken)
    {
        var path = request.TrivyPath ?? OnPath();
        if (path is null)
            return Container($"Trivy isn't on the PATH. Install version {request.Pin.Version}, or let it run in a container.");
        if (!File.Exists(path))
            return (null, $"There is no Trivy at '{path}'. Name the binary of version {request.Pin.Version}.");

        var (trivy, problem) = await CheckAsync(path, workDirectory, cancellationToken);
        return trivy is not null || request.TrivyPath is not null ? (trivy, problem) : Container(problem!);
    }

    private (ITrivy?, string?) Container(string problem) =>
        request.Containers is { } containers && request.Pin.Image is { } image ? (new TrivyContainer(image, containers, request), null) : (null, problem);

    private async Task<(ITrivy?, string?)> CheckAsync(string path, string workDirectory, CancellationToken cancellationToken)
    {
        Digest digest;
        await using (var file = File.OpenRead(path))
            digest = Digest.FromHash(await SHA256.HashDataAsync(file, cancellationToken));

        if (!request.Pin.Binaries.Contains(digest))
        {
            var pinned = request.Pin.Binaries.Count == 0 ? "no binary is pinned" : $"pinned are {string.Join(", ", request.Pin.Binaries)}";
            return (null, $"'{path}' isn't the pinned Trivy: it is {digest}; {pinned} (version {request.Pin.Version}). If it is the binary of that release, as the release's signed checksums say, add its digest to the pin's binaries (docs/guides/scanning.md); else install that one.");
        }

        return await VersionAsync(path, workDirectory, cancellationToken) is { } version
            ? (new TrivyProgram(path, digest, version, request), null)
            : (null, $"'{path}' doesn't say its version as Trivy does. Install Trivy {request.Pin.Version}.");
    }

    private async Task<string?> VersionAsync(string path, string workDirectory, CancellationToken cancellationToken)
    {
        try
        {
            var result = await ToolProcess.RunAsync(path, ["version", "--format", "json", "--cache-dir", workDirectory], workDirectory, ScannerEnvironment.Of(request.Environment, workDirectory, hasNetwork: false), request.Timeout, cancellationToken);
            using var json = JsonDocument.Parse(result.Output);
            return result.ExitCode == 0 ? json.RootElement.Text("Version")?.TrimStart('v') : null;
        }
        catch (Exception error) when (error is Win32Exception or TimeoutException or JsonException)
        {
            return null;
        }
    }

    private string? OnPath() => (request.Environment.GetValueOrDefault("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        // A relative entry would find whatever the repository holds.
        .Where(Path.IsPathFullyQualified)
        .SelectMany(x => OperatingSystem.IsWindows() ? (string[])[Path.Combine(x, "trivy.exe")] : [Path.Combine(x, "trivy")])
        .FirstOrDefault(File.Exists);
}
