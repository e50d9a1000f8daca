using System.Diagnostics;
using Pipeline.Containers.Tests.Scanning;

namespace Pipeline.Containers.Tests.Engines;

/// <summary>What stands in for Microsoft's ASP.NET image: tests/components/dotnet-base.sh makes it, once for each checkout.</summary>
internal static class DotNetBase
{
    public const string Image = "local/dotnet-base:1";

    private static string File { get; } = Path.Combine(RepositoryRoot.Path, ".nuke", "temp", "components", "dotnet-runtime.tar");

    /// <summary>Makes it where it isn't there, and gives it to an engine.</summary>
    public static async Task ImportAsync(DockerEngineProcess engine)
    {
        using (var script = Process.Start(new ProcessStartInfo("bash", [Path.Combine(RepositoryRoot.Path, "tests", "components", "dotnet-base.sh"), File]) { RedirectStandardError = true })!)
        {
            var error = await script.StandardError.ReadToEndAsync();
            await script.WaitForExitAsync();
            if (script.ExitCode != 0)
                throw new InvalidOperationException($"tests/components/dotnet-base.sh failed:\n{error}");
        }

        await using var content = System.IO.File.OpenRead(File);
        await engine.ImportAsync(content, Image.Split(':')[0], Image.Split(':')[1]);
    }
}
