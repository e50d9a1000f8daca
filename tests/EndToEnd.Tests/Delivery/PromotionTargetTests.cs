using System.Text.Json;
using System.Text.RegularExpressions;
using EndToEnd.Tests.Processes;

namespace EndToEnd.Tests.Delivery;

/// <summary>A release from the rehearsal's staging to its production, by this repository's own build.</summary>
[Collection(DeliveryGroup.Name)]
public sealed partial class PromotionTargetTests(ProductCopy copy) : IAsyncLifetime
{
    private const string Changed = "k8s/components/rehearsal/kustomization.yaml";

    public Task InitializeAsync() => copy.ForgetRehearsalAsync();

    public Task DisposeAsync()
    {
        copy.Restore(Changed);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Promoted_by_its_plan_with_the_same_digest_and_refused_when_the_world_moved()
    {
        (await copy.ChildAsync("PlanRelease")).AssertMistake(1, "PIPE2043", "Run ./build.sh Deploy first");
        var staged = await copy.RunAsync("Deploy", "SmokeTest");
        var planned = await copy.RunAsync("PlanRelease");
        var hash = Hash().Match(planned.All).Value;
        Assert.Contains("Release 1 of agentkit-server to production (none is deployed)", planned.All, StringComparison.Ordinal);
        Assert.Contains("Image scan: There is no record of it", planned.All, StringComparison.Ordinal);
        Assert.True(File.Exists(copy.PathOf("output/release/release.rehearsal.html")));

        // A manifest that changed since, and a plan that nobody approved.
        copy.Replace(Changed, "AGENTKIT_DRAIN_DELAY=00:00:01", "AGENTKIT_DRAIN_DELAY=00:00:02");
        (await copy.ChildAsync("Promote", "--skip", "PlanRelease", "--plan-hash", hash)).AssertMistake(2, "PIPE9703", "objects of the cluster", "PlanRelease");
        copy.Restore(Changed);
        (await copy.ChildAsync("Promote", "--skip", "PlanRelease", "--plan-hash", new string('0', 64))).AssertMistake(2, "PIPE9703");
        Tamper(x => x.Replace("\"environment\": \"production\"", "\"environment\": \"productions\"", StringComparison.Ordinal));
        (await copy.ChildAsync("Promote", "--skip", "PlanRelease")).AssertMistake(2, "PIPE9704", "it was changed");
        Tamper(x => x.Replace("\"environment\": \"productions\"", "\"environment\": \"production\"", StringComparison.Ordinal));

        var promoted = await copy.RunAsync("Promote", "--skip", "PlanRelease", "--plan-hash", hash);
        Assert.Contains("Release 1 is promoted to production", promoted.All, StringComparison.Ordinal);
        Assert.Equal(Ledger().Match(staged.All).Groups[1].Value, Ledger().Match(promoted.All).Groups[1].Value);
        Assert.Contains("it had been before this run, by the same plan", (await copy.RunAsync("Promote", "--skip", "PlanRelease", "--plan-hash", hash)).All, StringComparison.Ordinal);

        // What a named environment asks for, before anything is touched.
        await File.WriteAllTextAsync(copy.PathOf(".nuke/parameters.production.json"), JsonSerializer.Serialize(new { Cluster = new { Context = "c", Uid = "u", Namespace = "n" } }));
        (await copy.ChildAsync("Promote", "--environment", "production")).AssertMistake(2, "PIPE2045", "--release N");
        (await copy.ChildAsync("Promote", "--environment", "production", "--release", "1")).AssertMistake(2, "PIPE2045", "--plan-hash");
        (await copy.ChildAsync("PlanRelease", "--override-freeze")).AssertMistake(2, "PIPE2045", "--reason");
        File.Delete(copy.PathOf(".nuke/parameters.production.json"));
    }

    private void Tamper(Func<string, string> change)
    {
        var file = copy.PathOf("output/release/plan.rehearsal.json");
        var (before, after) = (File.ReadAllText(file), change(File.ReadAllText(file)));
        Assert.NotEqual(before, after);
        File.WriteAllText(file, after);
    }

    [GeneratedRegex("(?<=--plan-hash )sha256:[0-9a-f]{64}")]
    private static partial Regex Hash();

    [GeneratedRegex(@"\b1 +deployed .*(agentkit-server@sha256:[0-9a-f]{12})")]
    private static partial Regex Ledger();
}
