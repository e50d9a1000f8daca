using System.Diagnostics;
using System.Globalization;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.DotNet;
using Pipeline.Components.Services;

namespace Pipeline.Components.Compiling;

/// <summary>The C# compiler's server of one run: the projects of all targets are compiled by one process that is warm, and it ends with the run.</summary>
internal static class RunCompiler
{
    private static int s_isUsed;

    /// <summary>Whether the build asked for it (<see cref="RunCompilerAttribute"/>).</summary>
    public static bool IsWanted { get; set; }

    private static string Name => string.Create(CultureInfo.InvariantCulture, $"pipeline-{Environment.ProcessId}");

    /// <summary>Has a call of <c>dotnet</c> compile there.</summary>
    public static T WithRunCompiler<T>(this T settings)
        where T : ToolOptions
    {
        if (!IsWanted)
            return settings;
        Interlocked.Exchange(ref s_isUsed, 1);
        return settings
            .SetProcessEnvironmentVariable("UseSharedCompilation", "true")
            .SetProcessEnvironmentVariable("SharedCompilationId", Name)
            // Measuring what could be compiled better pays for hours, not for minutes.
            .SetProcessEnvironmentVariable("DOTNET_TieredPGO", "0");
    }

    /// <summary>Ends it, where it was used. It would end by itself after ten minutes.</summary>
    public static async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref s_isUsed, 0) == 0)
            return;
        var dotnet = DotNetTasks.DotNetPath;
        var real = File.ResolveLinkTarget(dotnet, returnFinalTarget: true)?.FullName ?? dotnet;
        var server = (AbsolutePath)Path.GetDirectoryName(real)! / "sdk" / await DotNetVersion.FindAsync(cancellationToken) / "Roslyn" / "bincore" / "VBCSCompiler.dll";
        if (!File.Exists(server))
            return;
        using var process = Process.Start(new ProcessStartInfo(real, ["exec", server, "-shutdown", $"-pipename:{Name}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken), process.WaitForExitAsync(cancellationToken));
    }
}
