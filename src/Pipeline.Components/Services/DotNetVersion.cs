using System.Diagnostics;

namespace Pipeline.Components.Services;

/// <summary>The SDK in use, as an input of cached targets.</summary>
public static class DotNetVersion
{
    private static readonly Lazy<Task<string>> Version = new(ReadAsync);

    /// <summary>What <c>dotnet --version</c> says in the working directory, asked once.</summary>
    public static Task<string> FindAsync(CancellationToken cancellationToken) => Version.Value.WaitAsync(cancellationToken);

    private static async Task<string> ReadAsync()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["--version"]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("'dotnet' can't be started. Is the .NET SDK on PATH?");
        var version = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return version.Trim();
    }
}
