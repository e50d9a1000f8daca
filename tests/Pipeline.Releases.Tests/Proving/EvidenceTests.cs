using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Releases.Proving;

namespace Pipeline.Releases.Tests.Proving;

public sealed class EvidenceTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("evidence-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task What_stages_leave_is_read_back_with_the_newest_of_each_kind_and_environment()
    {
        var folder = new EvidenceFolder(Path.Combine(directory, "new"));
        await folder.WriteAsync(Samples.Passed(Evidence.Tests), default);
        await folder.WriteAsync(Samples.Passed(Evidence.Tests) with { At = Samples.Now.AddMinutes(1), Figures = new Dictionary<string, string> { ["passed"] = "7" } }, default);
        await folder.WriteAsync(Samples.Passed(Evidence.SmokeTest) with { Environment = "staging" }, default);
        await folder.WriteAsync(Samples.Passed(Evidence.SmokeTest) with { Environment = "production" }, default);

        var bundle = await folder.ReadAsync(default);

        Assert.Equal(3, bundle.Records.Count);
        Assert.Equal("7", bundle.Find(Evidence.Tests)!.Figures["passed"]);
        Assert.Equal("staging", bundle.Find(Evidence.SmokeTest, "staging")!.Environment);
        Assert.Null(bundle.Find(Evidence.Scan));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_holds_no_evidence() =>
        Assert.Empty((await new EvidenceFolder(Path.Combine(directory, "missing")).ReadAsync(default)).Records);

    [Fact]
    public void The_digest_depends_on_the_content_and_not_on_the_order()
    {
        var (one, other) = (Samples.Passed(Evidence.Tests), Samples.Passed(Evidence.Scan));

        Assert.Equal(EvidenceBundle.Of([one, other]).Digest, EvidenceBundle.Of([other, one]).Digest);
        Assert.Equal(EvidenceBundle.Of([one, other]), EvidenceBundle.Empty.With([other]).With([one]));
        Assert.NotEqual(EvidenceBundle.Of([one]).Digest, EvidenceBundle.Of([one with { Result = EvidenceResult.Failed }]).Digest);
    }

    [Fact]
    public void A_bundle_that_was_changed_is_refused()
    {
        var json = EvidenceJson.ToJson(EvidenceBundle.Of([Samples.Passed(Evidence.Tests) with { Result = EvidenceResult.Failed, Reason = "3 tests failed" }]));
        Assert.Equal(EvidenceResult.Failed, EvidenceJson.FromJson(json, "x").Records[0].Result);

        json["records"]![0]!["result"] = "passed";

        var refused = Assert.Throws<PipelineException>(() => EvidenceJson.FromJson(json, "release 4"));
        Assert.Equal("PIPE9701", refused.Code.Id);
        Assert.Contains("release 4", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"kind":"tests","result":"good","at":"2026-11-23T00:00:00Z"}""")]
    [InlineData("""{"kind":"tests","result":"passed","result":"failed","at":"2026-11-23T00:00:00Z"}""")]
    [InlineData("""{"kind":"tests","result":"passed","at":"2026-11-23T00:00:00Z","extra":1}""")]
    public void What_is_no_record_is_refused_with_its_place(string json) =>
        Assert.Contains("tests.json", Assert.Throws<PipelineException>(() => EvidenceJson.Read(json, "tests.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void No_bundle_is_an_empty_one() => Assert.Equal(EvidenceBundle.Empty, EvidenceJson.FromJson(null, "x"));

    [Fact]
    public void A_bundle_of_another_form_is_refused() =>
        Assert.Throws<PipelineException>(() => EvidenceJson.FromJson(new JsonObject { ["records"] = "none" }, "x"));
}
