using Pipeline.Containers.Scanning.Reports;
using Pipeline.Containers.Scanning.Waivers;
using Pipeline.Errors;

namespace Pipeline.Containers.Tests.Scanning.Waivers;

public sealed class WaiverFileTests
{
    private const string Whole = """
        # Reviewed every month.
        vulnerabilities:
          - id: CVE-2024-21907
            paths: ["app/**/*.deps.json"]
            purls: ["pkg:nuget/Newtonsoft.Json@12.0.1"]
            owner: team-core
            statement: The parser never sees input from outside.
            expired_at: 2027-01-31
        misconfigurations:
          - { id: AVD-DS-0002, owner: "A. Miller", statement: not in production, expired_at: "2027-01-31T12:00:00+01:00" }
        secrets:
        licenses: []
        """;

    [Fact]
    public void A_file_in_Trivys_form_is_read_with_owner_reason_and_expiry()
    {
        var waivers = WaiverFile.Read(Whole, ".trivyignore.yaml");

        Assert.Equal(2, waivers.Count);
        Assert.Equal((FindingKind.Vulnerability, "CVE-2024-21907", "team-core", "The parser never sees input from outside.", ".trivyignore.yaml:3"), (waivers[0].Kind, waivers[0].Id, waivers[0].Owner, waivers[0].Reason, waivers[0].Source));
        Assert.Equal(new DateTimeOffset(2027, 1, 31, 0, 0, 0, TimeSpan.Zero), waivers[0].ExpiresAt);
        Assert.Equal((FindingKind.Misconfiguration, new DateTimeOffset(2027, 1, 31, 11, 0, 0, TimeSpan.Zero)), (waivers[1].Kind, waivers[1].ExpiresAt));
    }

    [Fact]
    public void All_mistakes_are_told_at_once_each_with_its_line()
    {
        var error = Assert.Throws<PipelineException>(() => WaiverFile.Read(
            """
            vulnerabilities:
              - id: CVE-1
              - id: CVE-2
                owner: a
                statement: " "
                expired_at: soon
                expires: 2027-01-31
              - CVE-3
              - { id: CVE-4, owner: a, statement: b, expired_at: 2027-13-41, purls: [nuget/x], paths: text }
            misconfigurations: { id: x }
            secrets:
              - { id: key, owner: a, statement: b, expired_at: 2027-01-31, purls: ["pkg:nuget/x"], paths: ["[z-a]"] }
            vulns: []
            """,
            "w.yaml"));

        Assert.Equal(("PIPE3303", 2), (error.Code.Id, error.ExitCode));
        Assert.Equal(
            [
                "w.yaml:2: owner is missing: who answers for it",
                "w.yaml:2: statement is missing: why it may stay",
                "w.yaml:2: expired_at is missing: until when, such as 2027-01-31",
                "w.yaml:3: statement is missing: why it may stay",
                "w.yaml:3: 'expires' is none of id, owner, statement, expired_at, paths, purls",
                "w.yaml:8: a waiver has fields: id, owner, statement, expired_at",
                "w.yaml:9: paths is no list of texts",
                "w.yaml:9: 'nuget/x' is no package URL (pkg:nuget/Name@1.2.3)",
                "w.yaml:9: expired_at '2027-13-41' is no date such as 2027-01-31",
                "w.yaml:10: a list of waivers was expected",
                "w.yaml:12: '[z-a]' is no path pattern",
                "w.yaml:12: purls are for vulnerabilities alone",
                "w.yaml:13: 'vulns' is none of vulnerabilities, misconfigurations, secrets, licenses",
            ],
            error.Message.Split('\n')[1..^1].Select(x => x.Trim()));
    }

    [Theory]
    [InlineData("- id: CVE-1", "were expected as fields")]
    [InlineData("vulnerabilities: [", "no YAML")]
    [InlineData("vulnerabilities: []\n---\nsecrets: []", "a second document")]
    public void What_is_no_such_file_is_refused(string yaml, string what) =>
        Assert.Contains(what, Assert.Throws<PipelineException>(() => WaiverFile.Read(yaml, "w.yaml")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("vulnerabilities:\n")]
    public void An_empty_file_waives_nothing(string yaml) => Assert.Empty(WaiverFile.Read(yaml, "w.yaml"));

    [Fact]
    public async Task Where_there_is_no_file_nothing_is_waived() => Assert.Empty(await WaiverFile.ReadFileAsync("/nowhere/.trivyignore.yaml"));

    [Theory]
    [InlineData("CVE-2024-21907", "app/bin/App.deps.json", "pkg:nuget/newtonsoft.json@12.0.1", true)]
    [InlineData("CVE-2024-21907", "app/App.deps.json", "pkg:nuget/Newtonsoft.Json@12.0.1", true)]
    [InlineData("CVE-2024-21908", "app/App.deps.json", "pkg:nuget/Newtonsoft.Json@12.0.1", false)]
    [InlineData("CVE-2024-21907", "lib/App.deps.json", "pkg:nuget/Newtonsoft.Json@12.0.1", false)]
    [InlineData("CVE-2024-21907", "app/App.deps.json", "pkg:nuget/Newtonsoft.Json@12.0.2", false)]
    [InlineData("CVE-2024-21907", "app/App.deps.json", null, false)]
    public void A_waiver_covers_its_id_in_its_paths_and_packages(string id, string target, string? package, bool covers)
    {
        var waiver = WaiverFile.Read(Whole, "w.yaml")[0];
        var finding = new Finding { Kind = FindingKind.Vulnerability, Id = id, Severity = default, Target = target, PackageUrl = package };

        Assert.Equal(covers, waiver.Covers(finding));
        Assert.False(waiver.Covers(finding with { Kind = FindingKind.License }));
    }

    [Fact]
    public void A_check_is_waived_by_either_of_its_ids_and_a_package_by_its_own_path()
    {
        var waiver = WaiverFile.Read(Whole, "w.yaml")[1];

        Assert.True(waiver.Covers(new Finding { Kind = FindingKind.Misconfiguration, Id = "DS002", OtherId = "AVD-DS-0002", Severity = default, Target = "app/Dockerfile" }));
        Assert.True((WaiverFile.Read(Whole, "w.yaml")[0] with { Packages = [] }).Covers(new Finding { Kind = FindingKind.Vulnerability, Id = "CVE-2024-21907", Severity = default, Target = "Node.js", Path = "app/x/y.deps.json" }));
    }

    [Theory]
    [InlineData("app/*.sh", "app/key.sh", true)]
    [InlineData("app/*.sh", "app/bin/key.sh", false)]
    [InlineData("/app/**", "/app/bin/key.sh", true)]
    [InlineData("**/key.sh", "key.sh", true)]
    [InlineData("app/key.{sh,ps1}", "app/key.ps1", true)]
    [InlineData("app/key.{sh,ps1}", "app/key.cmd", false)]
    [InlineData("app/k?y.sh", "app/key.sh", true)]
    [InlineData("app/[!a-j]ey.sh", "app/key.sh", true)]
    [InlineData("app/[a-j]ey.sh", "app/key.sh", false)]
    [InlineData("app/a\\*b", "app/a*b", true)]
    [InlineData("app/a\\*b", "app/axb", false)]
    [InlineData("app/a+b(c).txt", "app/a+b(c).txt", true)]
    public void Paths_are_matched_as_Trivy_does(string pattern, string path, bool matches) =>
        Assert.Equal(matches, PathPattern.Matches(pattern, path));

    [Theory]
    [InlineData("a[")]
    [InlineData("{a")]
    public void A_pattern_that_does_not_close_is_none(string pattern) => Assert.False(PathPattern.IsValid(pattern));
}
