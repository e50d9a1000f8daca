using Pipeline.Components.Auditing;
using Pipeline.Components.Releases;
using Pipeline.Containers.Scanning;
using Pipeline.Containers.Scanning.Gate;
using Pipeline.Containers.Scanning.Reports;
using Pipeline.Containers.Scanning.Running;
using Pipeline.Releases.Policies;
using Pipeline.Releases.Proving;

namespace Pipeline.Components.Tests.Images;

public sealed class AuditEvidenceTests
{
    private static readonly ScanRun s_run = new() { Scanner = "NuGet audit", Report = new ScanReport { ArtifactName = "App.sln", ArtifactType = "nuget" } };

    [Fact]
    public void An_audit_without_data_does_not_meet_a_policy_that_asks_for_one()
    {
        var record = RecordOf(s_run with { NotDone = "No vulnerability data: the feed has none." });

        Assert.Equal((EvidenceResult.NotDone, "No vulnerability data: the feed has none."), (record.Result, record.Reason));
        Assert.Equal((CheckState.Failed, "It was not done (No vulnerability data: the feed has none)."), (CheckOf(record).State, CheckOf(record).Detail));
    }

    [Fact]
    public void An_audit_that_found_nothing_does()
    {
        var record = RecordOf(s_run);

        Assert.Equal((EvidenceResult.Passed, CheckState.Passed), (record.Result, CheckOf(record).State));
        Assert.True(DeliveryEvidence.IsOf(record, new Dictionary<string, string>(), "tree"));
        Assert.False(DeliveryEvidence.IsOf(record, new Dictionary<string, string>(), "another"));
    }

    private static EvidenceRecord RecordOf(ScanRun run) => AuditEvidence.Of(new ScanGate().Judge(run, new GateRules { Now = DateTimeOffset.UnixEpoch }), "tree");

    private static PolicyCheck CheckOf(EvidenceRecord record) => PolicyEvaluation
        .Evaluate(PromotionPolicy.From("staging").To("production").Requiring(Evidence.Audit), new PromotionFacts { Now = record.At, Source = null, Evidence = EvidenceBundle.Of([record]) })
        .Checks.Single(x => x.Name == Evidence.Audit.Title);
}
