using System.Diagnostics;

namespace Pipeline.Embedded.MongoDB.Tests.Shells;

/// <summary>MongoDB's shell as a process.</summary>
internal static class Mongosh
{
    public static string Path { get; } = System.IO.Path.Combine(Root(), "tests", "components", "mongosh", "node_modules", ".bin", "mongosh");

    /// <returns>What it printed.</returns>
    public static async Task<string> EvaluateAsync(string connectionString, string script)
    {
        var home = Directory.CreateTempSubdirectory("mongosh-");
        try
        {
            var start = new ProcessStartInfo(Path, [connectionString, "--quiet", "--json=relaxed", "--eval", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["HOME"] = home.FullName;
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token);
            Assert.True(process.ExitCode == 0, output + await errors);
            return output.Trim();
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static string Root()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(directory, "Pipeline.sln")))
            directory = System.IO.Path.GetDirectoryName(directory)!;
        return directory;
    }
}
