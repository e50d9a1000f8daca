using System.Diagnostics;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.DotNet;
using Pipeline.Components.Services;

namespace Pipeline.Components.Compiling;

/// <summary>
/// The C# compiler's server of one run, for machines where compilers are kept from staying behind: the projects of all targets are compiled by one process,
/// which is warm after the first and ends with the run. Elsewhere the compiler that the SDK shares does it, which is warm from the run before.
/// </summary>
/// <param name="sharing">The variable <c>UseSharedCompilation</c>: <c>false</c> keeps compilers from staying behind.</param>
public sealed class RunCompiler(string? sharing) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string _name = $"pipeline-{Guid.NewGuid():n}";
    private int _isUsed;

    /// <summary>Ends it, where it was used.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isUsed, 0) == 0)
            return;
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            StopAsync(limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // It ends by itself, when it has had nothing to do for ten minutes.
        }
    }

    /// <summary>Has a call of <c>dotnet</c> compile there.</summary>
    internal T Use<T>(T settings)
        where T : ToolOptions
    {
        // Measuring what could be compiled better pays for hours, not for minutes.
        settings = settings.SetProcessEnvironmentVariable("DOTNET_TieredPGO", "0");
        if (!"false".Equals(sharing, StringComparison.OrdinalIgnoreCase))
            return settings;
        Interlocked.Exchange(ref _isUsed, 1);
        return settings
            .SetProcessEnvironmentVariable("UseSharedCompilation", "true")
            .SetProcessEnvironmentVariable("SharedCompilationId", _name);
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        var dotnet = DotNetTasks.DotNetPath;
        var real = File.ResolveLinkTarget(dotnet, returnFinalTarget: true)?.FullName ?? dotnet;
        var server = Path.Combine(Path.GetDirectoryName(real)!, "sdk", await DotNetVersion.FindAsync(cancellationToken), "Roslyn", "bincore", "VBCSCompiler.dll");
        if (!File.Exists(server))
            return;
        using var process = Process.Start(new ProcessStartInfo(real, ["exec", server, "-shutdown", $"-pipename:{_name}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken), process.WaitForExitAsync(cancellationToken));
    }
}
