using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Containers.Signing.Statements;

namespace Pipeline.Containers.Tests.Signing;

public sealed class StatementTests
{
    private static readonly ReleasePlanPredicate s_plan = new()
    {
        Release = 42,
        Environment = "production",
        PlanHash = Digest.Of("plan"u8),
        CreatedOn = Release.BuiltOn,
        Parts = new Dictionary<string, string> { ["migrations"] = Digest.Of("m"u8).ToString() },
    };

    public static TheoryData<string, Predicate> Predicates => new()
    {
        { "provenance", Release.Provenance }, { "sbom", Release.Sbom }, { "tests", Release.Tests }, { "scan", Release.Scan },
        { "plan", s_plan }, { "evidence", Release.EvidenceOf([Release.Attest(Release.Tests)]) },
        { "attestation", new OtherPredicate("https://example.com/other/v1", new JsonObject { ["b"] = 1, ["a"] = null }) },
        { "tests", new TestResult { Result = TestOutcome.Warned, WarnedTests = ["w"], Url = "https://example.com/1" } },
        { "tests", new TestResult { Result = TestOutcome.Failed, FailedTests = ["f"] } },
        { "scan", Release.Scan with { Gate = null, Vulnerabilities = [], ScannerVersion = null, DatabaseUri = "pkg:x/y" } },
        { "scan", Release.Scan with { Gate = new ScanGateResult(false, "none") } },
        { "provenance", new SlsaProvenance { BuilderId = "b", BuilderVersion = new Dictionary<string, string> { ["sdk"] = "10" }, InternalParameters = new Dictionary<string, string> { ["i"] = "1" }, Byproducts = [ResourceDescriptor.Content("log", Digest.Of("l"u8))] } },
    };

    [Theory]
    [MemberData(nameof(Predicates))]
    public void A_statement_survives_its_JSON(string shortName, Predicate predicate)
    {
        var statement = Statement.About(Release.Name, Release.Image, predicate);

        var again = Statement.Parse(statement.ToJson());

        Assert.Equal(Encoding.UTF8.GetString(statement.ToJson()), Encoding.UTF8.GetString(again.ToJson()));
        Assert.Equal(predicate.GetType(), again.Predicate.GetType());
        Assert.Equal(predicate.MadeOn, again.Predicate.MadeOn);
        Assert.Equal(shortName, PredicateTypes.ShortName(again.Predicate.Type));
        Assert.True(again.IsAbout(Release.Image));
        Assert.False(again.IsAbout(Digest.Of("another"u8)));
    }

    [Fact]
    public void Provenance_has_the_form_that_SLSA_publishes() => Assert.Equal(
        $$$"""
        {"_type":"https://in-toto.io/Statement/v1","predicate":{"buildDefinition":{"buildType":"https://pipeline.dev/build/v1","externalParameters":{"ref":"refs/heads/main","target":"BuildImage"},
        "resolvedDependencies":[{"digest":{"gitCommit":"0123456789abcdef0123456789abcdef01234567"},"uri":"git+https://example.com/acme/app@refs/heads/main"},
        {"digest":{"sha256":"{{{Digest.Of("a base image"u8).Hex}}}"},"name":"base","uri":"pkg:docker/aspnet@10.0"},{"name":"dotnet-sdk","uri":"pkg:generic/dotnet-sdk@10.0.401"}]},
        "runDetails":{"builder":{"id":"https://example.com/builders/ci"},"metadata":{"finishedOn":"2026-03-04T05:06:07Z","invocationId":"https://example.com/runs/1","startedOn":"2026-03-04T05:03:07Z"}}
        },
        "predicateType":"https://slsa.dev/provenance/v1","subject":[{"digest":{"sha256":"{{{Release.Image.Hex}}}"},"name":"registry.example/acme/app"}]}
        """.ReplaceLineEndings(""),
        Encoding.UTF8.GetString(Statement.About(Release.Name, Release.Image, Release.Provenance).ToJson()));

    [Fact]
    public void The_result_of_tests_and_scans_has_the_form_that_in_toto_publishes()
    {
        Assert.Equal("""{"configuration":[],"failedTests":["f"],"result":"FAILED"}""", PredicateJson(new TestResult { Result = TestOutcome.Failed, FailedTests = ["f"] }));
        Assert.Equal("""
            {"metadata":{"scanFinishedOn":"2026-03-04T05:08:07Z","scanStartedOn":"2026-03-04T05:07:07Z"},"pipelineGate":{"gate":"no HIGH or worse","result":"PASSED","waived":["CVE-2026-0002"]},
            "scanner":{"db":{"lastUpdate":"2026-03-03T23:06:07Z","version":"2"},"result":[{"annotations":[{"package":"Acme.Core"}],"id":"CVE-2026-0001","severity":[{"method":"trivy","score":"LOW"}]}],"uri":"pkg:generic/trivy@0.1","version":"0.1"}}
            """.ReplaceLineEndings(""), PredicateJson(Release.Scan));
    }

    [Fact]
    public void Provenance_of_other_builders_is_read_with_parameters_of_any_form()
    {
        var provenance = (SlsaProvenance)Parsed("https://slsa.dev/provenance/v1", """
            {"buildDefinition":{"buildType":"https://actions.github.io/buildtypes/workflow/v1","externalParameters":{"workflow":{"ref":"refs/heads/main","path":".github/workflows/ci.yml"},"n":1,"z":null},
              "internalParameters":{"github":{"event_name":"push"}},"resolvedDependencies":[{"uri":"git+https://example.com/acme/app@refs/heads/main","digest":{"sha1":"abc"},"annotations":{"checked":true,"by":"x"},"mediaType":"m","downloadLocation":"d"}]},
             "runDetails":{"builder":{"id":"https://example.com/wf"},"metadata":{"invocationId":"1","finishedOn":"2026-03-04T05:06:07.123456789Z"}},"unknown":[]}
            """).Predicate;

        Assert.Equal("""{"ref":"refs/heads/main","path":".github/workflows/ci.yml"}""", provenance.ExternalParameters["workflow"]);
        Assert.Equal("null", provenance.ExternalParameters["z"]);
        Assert.Equal([("git+https://example.com/acme/app@refs/heads/main", "abc")], provenance.Sources);
        Assert.Equal("x", Assert.Single(provenance.ResolvedDependencies[0].Annotations).Value);
        Assert.Equal("m", provenance.ResolvedDependencies[0].MediaType);
    }

    [Theory]
    [InlineData("https://cyclonedx.org/bom")]
    [InlineData("https://cyclonedx.org/bom/v1.4")]
    public void Bills_of_materials_are_read_under_both_of_their_types(string type) =>
        Assert.Equal(0, Assert.IsType<CycloneDxBom>(Parsed(type, """{"bomFormat":"CycloneDX","specVersion":"1.4"}""").Predicate).ComponentCount);

    [Fact]
    public void Cosigns_earlier_statement_type_is_read()
    {
        var json = Encoding.UTF8.GetString(Statement.About("a", Release.Image, Release.Tests).ToJson()).Replace("Statement/v1", "Statement/v0.1", StringComparison.Ordinal);

        Assert.True(Statement.Parse(Encoding.UTF8.GetBytes(json)).IsAbout(Release.Image));
    }

    [Theory]
    [InlineData("https://slsa.dev/provenance/v1", "{}", "'predicate.buildDefinition' is missing")]
    [InlineData("https://slsa.dev/provenance/v1", """{"buildDefinition":{"buildType":"b","externalParameters":{}},"runDetails":{"builder":{}}}""", "'predicate.runDetails.builder.id' is missing")]
    [InlineData("https://slsa.dev/provenance/v1", """{"buildDefinition":[]}""", "'predicate.buildDefinition' is wrong: it must be an object")]
    [InlineData("https://slsa.dev/provenance/v1", """{"buildDefinition":{"buildType":"b","externalParameters":{},"resolvedDependencies":[{"digest":{"sha256":1}}]},"runDetails":{"builder":{"id":"b"}}}""", "digest.sha256 must be text")]
    [InlineData("https://cyclonedx.org/bom", """{"bomFormat":"SPDX","specVersion":"1"}""", "it must be CycloneDX")]
    [InlineData("https://in-toto.io/attestation/test-result/v0.1", """{"result":"passed"}""", "none of PASSED, WARNED, FAILED")]
    [InlineData("https://in-toto.io/attestation/test-result/v0.1", """{"result":"PASSED","passedTests":[1]}""", "passedTests[0] must be text")]
    [InlineData("https://in-toto.io/attestation/test-result/v0.1", """{"result":"PASSED","pipelineTestRun":{"finishedOn":"yesterday"}}""", "no time as RFC 3339")]
    [InlineData("https://in-toto.io/attestation/test-result/v0.1", """{"result":"PASSED","pipelineTestRun":{"finishedOn":"2026-03-04T05:06:07Z","passed":1.5}}""", "must be a whole number")]
    [InlineData("https://in-toto.io/attestation/vulns/v0.2", """{"scanner":{"uri":"u"},"metadata":{}}""", "'predicate.scanner.db' is missing")]
    [InlineData("https://in-toto.io/attestation/vulns/v0.2", """{"scanner":{"uri":"u","db":{"lastUpdate":"2026-03-04T05:06:07Z"}},"metadata":{"scanStartedOn":"2026-03-04T05:06:07Z","scanFinishedOn":"2026-03-04T05:06:07Z"},"pipelineGate":{"result":"ok"}}""", "neither PASSED nor FAILED")]
    [InlineData("https://pipeline.dev/attestation/release-plan/v1", """{"release":1,"environment":"p","planHash":"sha1:1"}""", "sha256: and 64")]
    [InlineData("https://pipeline.dev/attestation/evidence/v1", "{}", "'predicate.createdOn' is missing")]
    public void A_predicate_that_lacks_what_its_type_demands_is_refused(string type, string predicate, string reason) =>
        Assert.Contains(reason, Refused.With("PIPE3505", () => Parsed(type, predicate)).Message);

    [Theory]
    [InlineData("""{"_type":"https://in-toto.io/Statement/v2","subject":[{"digest":{"sha256":"a"}}],"predicateType":"t"}""", "no in-toto statement of version 1")]
    [InlineData("""{"_type":"https://in-toto.io/Statement/v1","subject":[],"predicateType":"t"}""", "at least one")]
    [InlineData("""{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"a"}],"predicateType":"t"}""", "each with a digest")]
    [InlineData("""{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"a"}}]}""", "'predicateType' is missing")]
    [InlineData("""{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"a"}}],"predicateType":"t","predicate":"x"}""", "'predicate' is wrong")]
    public void What_is_no_statement_is_refused(string json, string reason) => Assert.Contains(reason, Refused.With("PIPE3505", () => Statement.Parse(Encoding.UTF8.GetBytes(json))).Message);

    [Fact]
    public void A_statement_without_predicate_is_read_as_with_an_empty_one() => Assert.Empty(Assert.IsType<OtherPredicate>(
        Statement.Parse("""{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"a"}}],"predicateType":"t"}"""u8.ToArray()).Predicate).Content);

    [Fact]
    public void A_statement_about_nothing_isnt_signed()
    {
        Refused.With("PIPE3505", () => new Statement { Subjects = [], Predicate = Release.Tests }.ToJson());
        Refused.With("PIPE3505", () => new Statement { Subjects = [new ResourceDescriptor { Name = "a" }], Predicate = Release.Tests }.ToJson());
    }

    [Fact]
    public void A_bill_of_materials_that_cant_be_canonical_or_read_isnt_signed()
    {
        Assert.Contains("9007199254740993", Refused.With("PIPE3505", () => Release.Attest(CycloneDxBom.Parse("""{"bomFormat":"CycloneDX","specVersion":"1.6","version":9007199254740993}"""u8.ToArray()))).Message);
        Refused.With("PIPE3505", () => CycloneDxBom.Parse("<bom/>"u8.ToArray()));
    }

    private static Statement Parsed(string type, string predicate) => Statement.Parse(Encoding.UTF8.GetBytes(
        $$$"""{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"{{{Release.Image.Hex}}}"}}],"predicateType":"{{{type}}}","predicate":{{{predicate}}} }"""));

    private static string PredicateJson(Predicate predicate) => JsonNode.Parse(Statement.About("a", Release.Image, predicate).ToJson())!["predicate"]!.ToJsonString();
}
