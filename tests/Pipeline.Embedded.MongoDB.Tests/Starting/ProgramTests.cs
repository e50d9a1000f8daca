using System.Diagnostics;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Starting;

/// <summary>The program as a process.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("embedded-mongodb-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task It_answers_when_its_ready_file_is_there_and_stops_when_told_to()
    {
        var ready = Path.Combine(_directory, "ready");
        using var process = Start("--data-directory", Path.Combine(_directory, "data"), "--ready-file", ready);

        var deadline = DateTime.UtcNow.AddSeconds(60);
        while (!File.Exists(ready) && DateTime.UtcNow < deadline && !process.HasExited)
            await Task.Delay(20);
        using var client = new MongoClient((await File.ReadAllTextAsync(ready)).Trim());
        await client.GetDatabase("db").RunAsync("{ create: 'c' }");
        using var terminate = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);

        Assert.Equal(0, process.ExitCode);
        Assert.Contains("not for production data", output, StringComparison.Ordinal);
        Assert.Contains("mongodb://127.0.0.1:", output, StringComparison.Ordinal);
        Assert.False(File.Exists(ready));
    }

    [Fact]
    public async Task A_wrong_option_ends_it_with_its_id()
    {
        using var process = Start("--nonsense");

        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);

        Assert.Equal(2, process.ExitCode);
        Assert.StartsWith("PIPE7005: The options are wrong: there is no option '--nonsense'.", errors, StringComparison.Ordinal);
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [typeof(EmbeddedMongoServer).Assembly.Location, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
