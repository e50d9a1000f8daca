using Nuke.Builds.Tests.Running;

namespace Nuke.Builds.Tests;

public sealed class HostTests : IDisposable
{
    private static readonly (string, string)[] GitHub =
    [
        ("GITHUB_ACTIONS", "true"), ("GITHUB_REPOSITORY", "example/widgets"), ("GITHUB_RUN_NUMBER", "17"), ("GITHUB_SHA", "0123abc"), ("GITHUB_REF", "refs/pull/3/merge"),
        ("GITHUB_EVENT_NAME", "pull_request"), ("GITHUB_WORKFLOW", "ci"), ("GITHUB_HEAD_REF", "feature"),
    ];

    private readonly TemporaryRepository _repository = new();

    [Fact]
    public void On_a_person_s_machine_no_server_is_injected()
    {
        var run = _repository.Gallery("Hosts");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(["Host=Terminal Server=False Local=True", "Injected=False,False,False,False"], run.Said);
    }

    [Fact]
    public void On_GitHub_Actions_its_facts_are_there()
    {
        var run = _repository.Gallery("Hosts", GitHub);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("Host=GitHubActions Server=True Local=False", run.Error, StringComparison.Ordinal);
        Assert.Contains("Injected=True,False,False,False", run.Error, StringComparison.Ordinal);
        Assert.Contains("Actions=example/widgets 17 True 0123abc", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_of_the_build_s_own_is_detected()
    {
        var run = _repository.Gallery("Hosts", [("COMPANY_SERVER", "1")]);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(["Host=CompanyServer Server=True Local=False", "Injected=False,False,True,False", "Branch=main"], run.Said);
    }

    [Fact]
    public void A_host_can_be_asked_for_and_an_unknown_one_is_an_error()
    {
        var asked = _repository.Gallery("Hosts", "--host", "TeamCity");
        var unknown = _repository.Gallery("Hosts", "--host", "TemaCity");

        Assert.Contains("Host=TeamCity Server=True", asked.Error, StringComparison.Ordinal);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("Unknown host 'TemaCity'", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_that_is_out_of_date_does_not_fail_a_run_on_a_server()
    {
        _repository.Write(".nuke/build.schema.json", """{ "$schema": "http://json-schema.org/draft-04/schema#" }""");

        var run = _repository.Gallery("Hosts", [("COMPANY_SERVER", "1")]);
        var verification = _repository.Gallery("Hosts", [("COMPANY_SERVER", "1")], "--verify-configuration");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("build.schema.json is out of date", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, verification.ExitCode);
        Assert.Contains("PIPE1243", verification.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Workflows_are_written_on_a_person_s_machine_as_the_build_extends_them()
    {
        _repository.WriteScript("build.sh", "");

        var run = _repository.Gallery("Workflows");

        Assert.True(run.ExitCode == 0, run.ToString());
        var ci = _repository.Read(".github/workflows/ci.yml");
        Assert.Contains("NuGetApiKey: ${{ secrets.NUGET_API_KEY }}", ci, StringComparison.Ordinal);
        Assert.Contains("GITHUB_TOKEN: ${{ secrets.GITHUB_TOKEN }}", ci, StringComparison.Ordinal);
        Assert.Contains("run: ./build.sh Test", ci, StringComparison.Ordinal);
        Assert.Contains("fetch-depth: 0", ci, StringComparison.Ordinal);
        Assert.Contains("path: results", ci, StringComparison.Ordinal);
        Assert.Contains("        dotnet-version: |\n", ci.Replace("          dotnet", "        dotnet", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(ci.IndexOf("checkout", StringComparison.Ordinal) < ci.IndexOf("setup-dotnet", StringComparison.Ordinal));
        Assert.True(ci.IndexOf("setup-dotnet", StringComparison.Ordinal) < ci.IndexOf("run: ./build.sh", StringComparison.Ordinal));
        var nightly = _repository.Read(".github/workflows/nightly.yml");
        Assert.Contains("cron: '0 3 * * *'", nightly, StringComparison.Ordinal);
        Assert.Contains("runs-on: macos-latest", nightly, StringComparison.Ordinal);
        Assert.Contains("timeout-minutes: 30", nightly, StringComparison.Ordinal);
        Assert.Contains("run: ./build.sh Test Pack", nightly, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workflow_that_has_drifted_fails_a_run_on_its_server()
    {
        _repository.WriteScript("build.sh", "");
        _repository.Gallery("Workflows");
        var clean = _repository.Gallery("Workflows", GitHub);
        _repository.Write(".github/workflows/ci.yml", "name: by hand\n");
        var drifted = _repository.Gallery("Workflows", GitHub);

        Assert.True(clean.ExitCode == 0, clean.ToString());
        Assert.Contains("Server=True", clean.Error, StringComparison.Ordinal);
        Assert.Contains("Run=17 ci refs/pull/3/merge", clean.Error, StringComparison.Ordinal);
        Assert.Equal(1, drifted.ExitCode);
        Assert.Contains("PIPE1243", drifted.Error, StringComparison.Ordinal);
        Assert.Contains("ci.yml", drifted.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Environment_facts_come_through_static_usings()
    {
        var run = _repository.Gallery("Statics", [("STATICS_NUMBER", "12")], "--dry-run-it");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("Variable=12 Has=True Missing=null", run.Said);
        Assert.Contains("Argument=True", run.Said);
        Assert.Contains("Working=True Optional=none", run.Said);
        Assert.Contains("Relative=a/b c", run.Said);
        Assert.Contains("Temporary=.nuke/temp", run.Said);
        Assert.Contains("Assembly=Gallery.dll net10.0", run.Said);
    }

    [Fact]
    public void Messages_of_all_kinds_are_rendered()
    {
        var run = _repository.Gallery("Statics", "Messages");

        Assert.Equal(
            [
                "A debug thing", """Text quoted? number 5 list [1, 2] object { A: 1 }""", "Raw unquoted 50 %", $"Careful with {Path.GetFileName(_repository.Path)}",
                "It went wrong", "InvalidOperationException: the reason", "Braces {kept}", "With context", "no line break", "From the host", "Host warns",
            ],
            run.Said);
        Assert.Contains("2 warnings:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Verbosity_decides_which_messages_are_shown()
    {
        Assert.Contains("A verbose thing", _repository.Gallery("Statics", "Messages", "--verbosity", "verbose").Said);
        Assert.DoesNotContain("A debug thing", _repository.Gallery("Statics", "Messages", "--verbosity", "minimal").Said);
        Assert.DoesNotContain("With context", _repository.Gallery("Statics", "Messages", "--verbosity", "quiet").Said);
    }

    [Fact]
    public void Files_are_collected_packed_and_unpacked()
    {
        _repository.Write("content/a.txt", "a");
        _repository.Write("content/b.tmp", "b");
        _repository.Write("content/nested/c.txt", "c");

        var run = _repository.Gallery("Files");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(
            [
                "Unpacked=a.txt,c.txt,lines.txt,manifest.json,nested/c.txt", "Files=a.txt,c.txt", "Hash=32", "Under=True bundle bundle.tgz True", "Switched=content", "Plus=True x/y True",
            ],
            run.Said);
        Assert.True(_repository.Has("output/bundle.zip"));
        Assert.True(_repository.Has("content/touched.txt"));
        Assert.False(Directory.Exists(_repository.In(".nuke/temp/staging")));
    }

    [Fact]
    public void A_directory_without_a_root_is_an_error_that_says_how_to_make_one()
    {
        Directory.Delete(_repository.In(".nuke"), recursive: true);

        var run = _repository.Gallery("Relations");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("PIPE1301", run.Error, StringComparison.Ordinal);
        Assert.Contains("--root DIR", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _repository.Dispose();
}
