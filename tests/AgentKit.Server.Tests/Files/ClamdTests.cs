using System.Diagnostics;
using System.Text;
using AgentKit.Server.Files.Scanning;
using Pipeline.Tests;

namespace AgentKit.Server.Tests.Files;

/// <summary>The real clamd, with a database of one signature: the EICAR test file's.</summary>
[Trait("Speed", "Slow")]
public sealed class ClamdTests : IAsyncLifetime
{
    // In two parts: scanners on developers' machines look at sources too.
    private static readonly byte[] s_eicar = Encoding.ASCII.GetBytes(@"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");

    private readonly string _folder = Directory.CreateTempSubdirectory("clamd-").FullName;
    private Process? _clamd;

    private string Socket => Path.Combine(_folder, "clamd.ctl");

    private ClamdScanner Scanner => new(new Uri($"unix://{Socket}"), TimeSpan.FromSeconds(20), TimeProvider.System);

    public async Task InitializeAsync()
    {
        if (Program() is not { } program)
            return;
        await File.WriteAllTextAsync(Path.Combine(_folder, "own.ndb"), $"Eicar-Test-Signature:0:*:{Convert.ToHexStringLower(s_eicar)}\n");
        await File.WriteAllTextAsync(Path.Combine(_folder, "clamd.conf"), $"""
            LocalSocket {Socket}
            DatabaseDirectory {_folder}
            Foreground yes
            StreamMaxLength 1M
            LogFile {_folder}/clamd.log
            {(Environment.UserName == "root" ? "User root" : "")}

            """);
        _clamd = Process.Start(new ProcessStartInfo(program, ["--config-file", Path.Combine(_folder, "clamd.conf")]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _clamd.OutputDataReceived += static (_, _) => { };
        _clamd.ErrorDataReceived += static (_, _) => { };
        _clamd.BeginOutputReadLine();
        _clamd.BeginErrorReadLine();
        await ServiceProcess.UntilAsync(() => Task.FromResult(File.Exists(Socket)), $"clamd listens; see {_folder}/clamd.log");
    }

    public async Task DisposeAsync()
    {
        if (_clamd is not null)
        {
            _clamd.Kill();
            await _clamd.WaitForExitAsync();
            _clamd.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [RequiresTool("clamd", "sudo bash tests/components/install.sh")]
    public async Task It_passes_what_is_clean_and_finds_what_is_not()
    {
        Assert.Equal(ScanOutcome.Clean, (await ScanAsync(SampleContent.Pdf)).Outcome);
        Assert.Equal(new ScanVerdict(ScanOutcome.Infected, "Eicar-Test-Signature.UNOFFICIAL"), await ScanAsync(s_eicar));
        // The signature stands anywhere in a file, also where two chunks meet.
        Assert.Equal(ScanOutcome.Infected, (await ScanAsync([.. new byte[65_500], .. s_eicar])).Outcome);
        Assert.Equal(ScanOutcome.Infected, (await ScanAsync(SampleContent.Zip(("a.txt", s_eicar)))).Outcome);
        Assert.Equal(ScanOutcome.Clean, (await ScanAsync([])).Outcome);
    }

    [RequiresTool("clamd", "sudo bash tests/components/install.sh")]
    public async Task It_says_what_is_too_large_for_it()
    {
        for (var i = 0; i < 3; i++)
            Assert.Equal(ScanOutcome.TooLarge, (await ScanAsync(SampleContent.Noise(8 * 1024 * 1024))).Outcome);
    }

    [RequiresTool("clamd", "sudo bash tests/components/install.sh")]
    public async Task The_service_rejects_what_it_finds()
    {
        await using var service = await FileService.StartAsync(FileService.Settings with { ClamAv = new Uri($"unix://{Socket}") });
        var clean = (await service.UploadAsync("other", "a.pdf", SampleContent.Pdf)).Json;
        var infected = (await service.UploadAsync("other", "a.zip", SampleContent.Zip(("a.txt", s_eicar)))).Json;

        await service.UntilStatusAsync((string)clean["file_id"]!, "available");
        await service.UntilStatusAsync((string)infected["file_id"]!, "rejected");
    }

    [Fact]
    public async Task A_socket_that_nobody_listens_on_is_no_verdict()
    {
        var scanner = new ClamdScanner(new Uri($"unix://{_folder}/nobody.ctl"), TimeSpan.FromSeconds(5), TimeProvider.System);

        Assert.Equal(ScanOutcome.Unavailable, (await scanner.ScanAsync(new MemoryStream([1]), CancellationToken.None)).Outcome);
    }

    private static string? Program() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(x => Path.Combine(x, "clamd")).FirstOrDefault(File.Exists);

    private async Task<ScanVerdict> ScanAsync(byte[] content) => await Scanner.ScanAsync(new MemoryStream(content), CancellationToken.None);
}
