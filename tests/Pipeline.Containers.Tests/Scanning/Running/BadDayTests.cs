using System.Diagnostics;
using System.Globalization;
using Pipeline.Containers.Scanning.Running;
using Pipeline.Errors;
using Pipeline.Tests;

namespace Pipeline.Containers.Tests.Scanning.Running;

public sealed class BadDayTests : IDisposable
{
    private readonly TestImage image = TestImage.WithFindings();

    public void Dispose() => image.Dispose();

    [RequiresTool("sh", install: "a POSIX shell")]
    public async Task The_scanner_gets_no_variable_but_what_it_needs()
    {
        var trivy = new FakeTrivy(image, "env > \"$here/environment\"; pwd > \"$here/directory\"; ls -a >> \"$here/directory\"\n" + FakeTrivy.Report(image));
        var request = trivy.Request(image) with
        {
            Environment = new Dictionary<string, string>
            {
                ["AWS_SECRET_ACCESS_KEY"] = "secret", ["GITHUB_TOKEN"] = "secret", ["TRIVY_PASSWORD"] = "secret", ["DOCKER_CONFIG"] = "/root/.docker",
                ["HTTPS_PROXY"] = "http://proxy:3128", ["SSL_CERT_FILE"] = "/etc/ssl/ca.pem",
            },
        };

        var run = await RealTrivy.Scanner().ScanAsync(request);

        Assert.Null(run.NotDone);
        var environment = (await File.ReadAllLinesAsync(Path.Combine(image.Root, "environment"))).ToDictionary(x => x[..x.IndexOf('=', StringComparison.Ordinal)], x => x[(x.IndexOf('=', StringComparison.Ordinal) + 1)..]);

        // What a shell sets by itself is no concern.
        Assert.Equal(["DOCKER_CONFIG", "HOME", "NO_COLOR", "SSL_CERT_FILE", "TEMP", "TMP", "TMPDIR", "USERPROFILE"], environment.Keys.Except(["PWD", "OLDPWD", "SHLVL", "_", "PATH"]).Order(StringComparer.Ordinal));
        Assert.Equal(environment["HOME"], environment["DOCKER_CONFIG"]);
        var directory = await File.ReadAllLinesAsync(Path.Combine(image.Root, "directory"));
        Assert.Equal([environment["HOME"], ".", ".."], directory);
        Assert.False(Directory.Exists(environment["HOME"]));
    }

    [Fact]
    public void A_download_gets_the_proxy_unless_that_holds_a_password()
    {
        var ambient = new Dictionary<string, string> { ["HTTPS_PROXY"] = "http://proxy:3128", ["http_proxy"] = "http://user:secret@proxy:3128", ["HTTP_PROXY"] = "user:secret@proxy:3128", ["TOKEN"] = "secret" };

        var environment = ScannerEnvironment.Of(ambient, "/home", hasNetwork: true);

        Assert.Equal("http://proxy:3128", environment["HTTPS_PROXY"]);
        Assert.DoesNotContain(environment.Values, x => x.Contains("secret", StringComparison.Ordinal));
    }

    [RequiresTool("sh", install: "a POSIX shell")]
    public async Task The_pinned_version_is_asked_for_what_this_one_knows()
    {
        var trivy = new FakeTrivy(image, FakeTrivy.Report(image));

        await RealTrivy.Scanner().ScanAsync(trivy.Request(image) with { FindLicenses = true, Timeout = TimeSpan.FromMinutes(3) });

        var arguments = string.Join(' ', await File.ReadAllLinesAsync(Path.Combine(image.Root, "arguments")));
        Assert.Contains("--scanners vuln,secret,misconfig,license --exit-code 0 --timeout 180s --skip-check-update --list-all-pkgs --image-config-scanners misconfig", arguments, StringComparison.Ordinal);
        Assert.Contains($"image --input {image.Layout} --format json --output ", arguments, StringComparison.Ordinal);
        Assert.DoesNotContain("--offline-scan", arguments, StringComparison.Ordinal);
    }

    [RequiresTool("sh", install: "a POSIX shell")]
    public async Task What_Trivy_says_last_is_told_when_it_fails()
    {
        var trivy = new FakeTrivy(image, "for i in 1 2 3 4 5 6; do echo \"line $i\" >&2; done; echo 'FATAL: the layer is broken' >&2; exit 3");

        var run = await RealTrivy.Scanner().ScanAsync(trivy.Request(image));

        Assert.Null(run.Report);
        Assert.Contains("ended with exit code 3: line 4 line 5 line 6 FATAL: the layer is broken", run.NotDone, StringComparison.Ordinal);
    }

    [RequiresTool("sh", install: "a POSIX shell")]
    public async Task A_report_that_is_missing_or_cut_off_is_no_report()
    {
        var missing = await RealTrivy.Scanner().ScanAsync(new FakeTrivy(image, "exit 0").Request(image));
        var cutOff = await RealTrivy.Scanner().ScanAsync(new FakeTrivy(image, "printf '{\"SchemaVersion\":2,\"Resul' > \"$output\"").Request(image));

        Assert.Contains("wrote no report", missing.NotDone, StringComparison.Ordinal);
        Assert.Contains("was cut off", cutOff.NotDone, StringComparison.Ordinal);
    }

    [RequiresTool("sh", install: "a POSIX shell")]
    public async Task A_scan_that_takes_too_long_ends_with_all_its_children()
    {
        var trivy = new FakeTrivy(image, "sleep 300 & echo $! > \"$here/child\"; wait");

        var run = await RealTrivy.Scanner().ScanAsync(trivy.Request(image) with { Timeout = TimeSpan.FromSeconds(2) });

        Assert.Contains("trivy took longer than 00:00:02", run.NotDone, StringComparison.Ordinal);
        await AssertGoneAsync(await File.ReadAllTextAsync(Path.Combine(image.Root, "child")));
    }

    [RequiresTool("sh", install: "a POSIX shell")]
    public async Task Cancelling_ends_the_scanner_with_all_its_children()
    {
        var trivy = new FakeTrivy(image, "sleep 300 & echo $! > \"$here/child\"; wait");
        using var cancel = new CancellationTokenSource();
        var scan = RealTrivy.Scanner().ScanAsync(trivy.Request(image), cancel.Token);
        var child = Path.Combine(image.Root, "child");
        for (var i = 0; i < 600 && !(File.Exists(child) && new FileInfo(child).Length > 0); i++)
            await Task.Delay(50);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scan);
        await AssertGoneAsync(await File.ReadAllTextAsync(child));
    }

    [RequiresTool("sh", install: "a POSIX shell")]
    public async Task Another_binary_than_the_pinned_one_is_not_even_started()
    {
        var trivy = new FakeTrivy(image, FakeTrivy.Report(image), onStart: "touch \"$here/started\"");
        var request = trivy.Request(image);
        await File.AppendAllTextAsync(trivy.Path, "\n# changed\n");

        var run = await RealTrivy.Scanner().ScanAsync(request);

        Assert.Contains($"isn't the pinned Trivy: it is {trivy.Digest}; pinned are {request.Pin.Binaries[0]}", run.NotDone, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(image.Root, "started")));
    }

    [RequiresTool("sh", install: "a POSIX shell")]
    public async Task A_binary_whose_digest_nobody_pinned_is_not_even_started_and_its_digest_is_told()
    {
        var trivy = new FakeTrivy(image, FakeTrivy.Report(image), onStart: "touch \"$here/started\"");

        var run = await RealTrivy.Scanner().ScanAsync(trivy.Request(image) with { Pin = new TrivyPin { Version = "0.75.0" } });

        Assert.Contains($"isn't the pinned Trivy: it is {trivy.Digest}; no binary is pinned (version 0.75.0). If it is the binary of that release, as the release's signed checksums say, add its digest to the pin's binaries", run.NotDone, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(image.Root, "started")));
    }

    [RequiresTool("sh", install: "a POSIX shell")]
    public async Task What_is_no_Trivy_is_not_used()
    {
        var silent = new FakeTrivy(image, "", version: "\"}; not json");
        Assert.Contains("doesn't say its version", (await RealTrivy.Scanner().ScanAsync(silent.Request(image))).NotDone, StringComparison.Ordinal);

        var unable = new FakeTrivy(image, "", help: "--version");
        Assert.Contains("doesn't know the options", (await RealTrivy.Scanner().ScanAsync(unable.Request(image))).NotDone, StringComparison.Ordinal);

        var old = new FakeTrivy(image, FakeTrivy.Report(image), help: FakeTrivy.Help.Replace(",license", "", StringComparison.Ordinal));
        Assert.Null((await RealTrivy.Scanner().ScanAsync(old.Request(image))).NotDone);
        Assert.Contains("doesn't know the options", (await RealTrivy.Scanner().ScanAsync(old.Request(image) with { FindLicenses = true })).NotDone, StringComparison.Ordinal);

        Assert.Contains("There is no Trivy at", (await RealTrivy.Scanner().ScanAsync(unable.Request(image) with { TrivyPath = "/nowhere/trivy" })).NotDone, StringComparison.Ordinal);
    }

    [RequiresTool("sh", install: "a POSIX shell")]
    public async Task It_is_found_on_the_PATH_given_and_never_by_a_relative_entry()
    {
        var trivy = new FakeTrivy(image, FakeTrivy.Report(image));
        var request = trivy.Request(image) with { TrivyPath = null };
        var directory = Path.GetDirectoryName(trivy.Path)!;

        var found = await RealTrivy.Scanner().ScanAsync(request with { Environment = new Dictionary<string, string> { ["PATH"] = $"bin{Path.PathSeparator}/nowhere{Path.PathSeparator}{directory}" } });
        var relative = await RealTrivy.Scanner().ScanAsync(request with { Environment = new Dictionary<string, string> { ["PATH"] = Path.GetRelativePath(Environment.CurrentDirectory, directory) } });
        var none = await RealTrivy.Scanner().ScanAsync(request);

        Assert.Null(found.NotDone);
        Assert.Contains("Trivy isn't on the PATH", relative.NotDone, StringComparison.Ordinal);
        Assert.Contains("Trivy isn't on the PATH", none.NotDone, StringComparison.Ordinal);
    }

    private static async Task AssertGoneAsync(string process)
    {
        var id = int.Parse(process, CultureInfo.InvariantCulture);
        for (var i = 0; i < 200 && IsRunning(id); i++)
            await Task.Delay(50);
        Assert.False(IsRunning(id), $"process {id} still runs");
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (Exception error) when (error is ArgumentException or IOException)
        {
            return false;
        }
    }
}
