using System.Collections;
using System.Diagnostics;
using Pipeline.Containers.Auditing;
using Pipeline.Containers.Scanning;
using Pipeline.Containers.Scanning.Gate;
using Pipeline.Containers.Scanning.Running;

namespace Pipeline.Containers.Tests.Auditing;

/// <summary>With the real <c>dotnet</c>, feeds of our own over real sockets, and the feed that this machine restores from.</summary>
public sealed class AuditTests : IDisposable
{
    private static readonly GateRules s_rules = new() { Now = DateTimeOffset.UnixEpoch };

    private readonly string directory = Directory.CreateTempSubdirectory("pipeline-audit-").FullName;
    private readonly HttpClient client = new();

    private string Project => Path.Combine(directory, "App.csproj");

    public void Dispose()
    {
        client.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task A_vulnerability_that_a_feed_knows_of_fails_the_gate()
    {
        using var feed = new FakeFeed("""{"yamldotnet":[{"url":"https://github.com/advisories/GHSA-5crp-9r3c-p9vr","severity":2,"versions":"(, 99.0.1)"}],"sharpziplib":[{"url":"https://example.com/advisory","severity":3,"versions":"(, 99.0.1)"}]}""");
        await RestoreAsync(feed.Source);

        var run = await AuditAsync();

        Assert.Null(run.NotDone);
        Assert.Empty(run.Notes);
        var verdict = new ScanGate { IgnoreUnfixed = true }.Judge(run, s_rules);
        Assert.Equal(ScanState.Failed, verdict.State);
        Assert.Equal(
            ["https://example.com/advisory Critical pkg:nuget/SharpZipLib@1.4.2", "GHSA-5crp-9r3c-p9vr High pkg:nuget/YamlDotNet@18.1.0"],
            verdict.Of(FindingFate.Counted).Select(x => $"{x.Finding.Id} {x.Finding.Severity} {x.Finding.PackageUrl}"));
        Assert.Equal(Project, verdict.Findings[0].Finding.Target);
    }

    [Fact]
    public async Task A_feed_with_data_that_knows_nothing_of_these_packages_lets_them_pass()
    {
        using var feed = new FakeFeed("""{"other":[{"url":"https://github.com/advisories/GHSA-1","severity":2,"versions":"(, 99.0.1)"}]}""");
        await RestoreAsync(feed.Source);

        Assert.Equal(ScanState.Passed, new ScanGate().Judge(await AuditAsync(), s_rules).State);
    }

    [Fact]
    public async Task A_feed_without_vulnerability_data_is_no_audit_though_NuGet_finds_nothing()
    {
        using var feed = new FakeFeed(vulnerabilities: null);
        await RestoreAsync(feed.Source);

        var verdict = new ScanGate().Judge(await AuditAsync(), s_rules);

        Assert.Equal(ScanState.NotDone, verdict.State);
        Assert.Contains($"No vulnerability data: The feed {feed.Server} serves no vulnerability data (no VulnerabilityInfo in its service index).", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_feed_of_this_machine_is_told_for_what_it_is()
    {
        await RestoreAsync(null);

        var run = await AuditAsync();

        // Which of the two it is depends on the feed, and the audit must agree with it.
        var sources = (await RunAsync("nuget", "list", "source", "--format", "short")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(x => x.StartsWith("E ", StringComparison.Ordinal)).Select(x => x[2..].Trim()).ToList();
        var withData = false;
        foreach (var source in sources)
            withData |= Uri.IsWellFormedUriString(source, UriKind.Absolute) && (await client.GetStringAsync(new Uri(source))).Contains("VulnerabilityInfo/", StringComparison.Ordinal);
        Assert.Equal(withData, run.NotDone is null);
        if (!withData)
            Assert.StartsWith("No vulnerability data: ", run.NotDone, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_restored_cannot_be_audited()
    {
        await WriteAsync(null);

        var run = await AuditAsync();

        Assert.Contains("No assets file was found", run.NotDone, StringComparison.Ordinal);
        Assert.Contains($"Restore '{Project}', then run again.", run.NotDone, StringComparison.Ordinal);
        Assert.Contains("There is no project", (await new NuGetAudit(client).RunAsync(Request() with { Project = "/nowhere/App.csproj" })).NotDone, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_that_is_none_and_a_dotnet_that_is_missing_are_told()
    {
        await File.WriteAllTextAsync(Project, "<Project");

        Assert.Contains("'dotnet list package' ", (await AuditAsync()).NotDone, StringComparison.Ordinal);
        Assert.NotNull((await new NuGetAudit(client).RunAsync(Request() with { DotNetPath = "/nowhere/dotnet" })).NotDone);
    }

    [Theory]
    [InlineData("[]", "serves an empty list of vulnerabilities")]
    [InlineData("status 500", "can't be asked for vulnerability data")]
    [InlineData("not json", "doesn't answer as a NuGet V3 feed")]
    [InlineData("status 401", "can't be asked for vulnerability data")]
    public async Task A_feed_that_answers_badly_has_no_data(string pages, string problem)
    {
        using var feed = new FakeFeed("{}", pages);

        Assert.Contains(problem, await new VulnerabilityFeed(client, TimeSpan.FromSeconds(20)).ProblemAsync(feed.Source, default), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_a_feed_that_is_gone_and_one_that_hangs_have_no_data()
    {
        var feed = new VulnerabilityFeed(client, TimeSpan.FromSeconds(20));
        using var hanging = new FakeFeed("{}", "hang");

        Assert.Contains("is a folder", await feed.ProblemAsync("/packages", default), StringComparison.Ordinal);
        Assert.Contains("can't be asked", await feed.ProblemAsync("http://127.0.0.1:9/index.json", default), StringComparison.Ordinal);
        Assert.Contains("didn't answer within", await new VulnerabilityFeed(client, TimeSpan.FromMilliseconds(200)).ProblemAsync(hanging.Source, default), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://user:secret@example.com/v3/key-of-mine/index.json?token=secret", "https://example.com")]
    [InlineData("/packages", "/packages")]
    public void A_feeds_name_holds_nothing_secret(string source, string name) => Assert.Equal(name, VulnerabilityFeed.NameOf(source));

    private AuditRequest Request() => new() { Project = Project, Environment = Ambient() };

    private Task<ScanRun> AuditAsync() => new NuGetAudit(client).RunAsync(Request());

    private async Task RestoreAsync(string? auditSource)
    {
        await WriteAsync(auditSource);
        await RunAsync("restore", Project, "-v", "q");
    }

    private async Task WriteAsync(string? auditSource)
    {
        await File.WriteAllTextAsync(Project, """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="YamlDotNet" Version="18.1.0" /><PackageReference Include="SharpZipLib" Version="1.4.2" /></ItemGroup>
            </Project>
            """);
        // The packages themselves are on this machine already: these tests were restored with them.
        if (auditSource is not null)
            await File.WriteAllTextAsync(Path.Combine(directory, "NuGet.Config"), $"""
                <configuration>
                  <packageSources><clear /><add key="packages" value="{auditSource}" allowInsecureConnections="true" /></packageSources>
                  <auditSources><clear /><add key="audit" value="{auditSource}" allowInsecureConnections="true" /></auditSources>
                </configuration>
                """);
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await error);
        return output;
    }

    private static Dictionary<string, string> Ambient() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(x => (string)x.Key, x => (string?)x.Value ?? "");
}
