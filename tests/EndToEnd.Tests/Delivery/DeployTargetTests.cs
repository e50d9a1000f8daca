using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using EndToEnd.Tests.Processes;

namespace EndToEnd.Tests.Delivery;

/// <summary>The service, deployed by this repository's own build to the rehearsal's cluster, where it runs as pods.</summary>
[Collection(DeliveryGroup.Name)]
public sealed partial class DeployTargetTests(ProductCopy copy) : IAsyncLifetime
{
    public Task InitializeAsync() => copy.ForgetRehearsalAsync();

    public Task DisposeAsync()
    {
        copy.Restore("k8s/components/rehearsal/deployment.yaml");
        copy.Restore("k8s/components/rehearsal/kustomization.yaml");
        copy.Restore("k8s/base/deployment.yaml");
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Deployed_with_no_configuration_answered_through_the_Service_and_taken_back_when_it_is_broken()
    {
        copy.Replace("k8s/components/rehearsal/deployment.yaml", "progressDeadlineSeconds: 60", "progressDeadlineSeconds: 20");
        var first = await copy.RunAsync("Deploy");
        Assert.Contains("agentkit-server 1 is deployed and ready in rehearsal-staging", first.All, StringComparison.Ordinal);
        Assert.Contains("Not proved by this rehearsal:", first.All, StringComparison.Ordinal);
        var service = await AnswerAsync(first);

        Assert.Contains("agentkit-server 1 is deployed already, and ready", (await copy.RunAsync("Deploy")).All, StringComparison.Ordinal);

        copy.Replace("k8s/base/deployment.yaml", "path: /readyz", "path: /broken");
        var diff = await copy.RunAsync("DiffManifests");
        Assert.Contains("/broken", diff.All, StringComparison.Ordinal);
        var broken = await copy.ChildAsync("Deploy");
        broken.AssertMistake(1, "PIPE4141", "ProgressDeadlineExceeded", "statuscode: 404", "Release 1 is back and ready.");
        Assert.Equal(service, await AnswerAsync(first));
        copy.Replace("k8s/base/deployment.yaml", "path: /broken", "path: /readyz");

        var releases = (await copy.RunAsync("Releases")).All;
        Assert.Matches(@"2 +failed", releases);
        Assert.Matches(@"1 +deployed", releases);
        copy.Replace("k8s/components/rehearsal/kustomization.yaml", "AGENTKIT_DRAIN_DELAY=00:00:01", "AGENTKIT_DRAIN_DELAY=00:00:02");
        Assert.Contains("agentkit-server 3 is deployed and ready", (await copy.RunAsync("Deploy")).All, StringComparison.Ordinal);
        await GoBackByPlanAsync();

        await AnotherClusterIsRefusedAsync();
    }

    /// <summary>From release 3 to 1, as a person who approves it does.</summary>
    private async Task GoBackByPlanAsync()
    {
        var planned = await copy.RunAsync("PlanRollback", "--to", "1");
        Assert.Contains("AGENTKIT_DRAIN_DELAY", planned.All, StringComparison.Ordinal);
        Assert.Contains("The schema stays.", planned.All, StringComparison.Ordinal);
        var hash = ApprovedHash().Match(planned.All).Value;
        var page = await File.ReadAllTextAsync(copy.PathOf("output/release/rollback.rehearsal.md"));
        Assert.Contains($"back to release 1\n\nPlan `{hash}`\n\nRelease 3 is deployed there now.", page, StringComparison.Ordinal);
        Assert.Contains("AGENTKIT_DRAIN_DELAY", page, StringComparison.Ordinal);
        Assert.Contains(hash, await File.ReadAllTextAsync(copy.PathOf("output/release/rollback.rehearsal.html")), StringComparison.Ordinal);

        (await copy.ChildAsync("Rollback", "--to", "1", "--plan-hash", $"sha256:{new string('0', 64)}")).AssertMistake(2, "PIPE9703", $"now is {hash["sha256:".Length..][..12]}.", "PlanRollback");
        Assert.Contains("agentkit-server 1 is deployed and ready", (await copy.RunAsync("Rollback", "--to", "1", "--plan-hash", hash)).All, StringComparison.Ordinal);
    }

    /// <summary>An environment that names a cluster by its kubeconfig, but means another one.</summary>
    private async Task AnotherClusterIsRefusedAsync()
    {
        (await copy.ChildAsync("Deploy", "--environment", "nowhere")).AssertMistake(2, "nowhere", "parameters.nowhere.json");
        const string Kubeconfig = ".nuke/temp/rehearsal/kubernetes/kubeconfig";
        Write(new { });
        (await copy.ChildAsync("Releases", "--environment", "staging")).AssertMistake(2, "parameters.staging.json", "Cluster");
        Write(new { Cluster = new { Kubeconfig, Context = "embedded", Uid = "00000000-0000-0000-0000-000000000000", Namespace = "agentkit-staging" }, Database = new { Uri = "mongodb://db.example.net/", Name = "agentkit", MigratedFrom = "Cluster" } });
        (await copy.ChildAsync("Releases", "--environment", "staging")).AssertMistake(2, "00000000-0000-0000-0000-000000000000", "PIPE4");
        // All of Doctor's checks are made, also those that the wrong cluster doesn't pass.
        var checks = (await copy.ChildAsync("Doctor", "--environment", "staging")).AssertMistake(1, "PIPE2036").All;
        Assert.Contains("the environment names 00000000-0000-0000-0000-000000000000", checks, StringComparison.Ordinal);
        Assert.Matches("passed +may get, list, watch, create, patch, delete jobs.batch", checks);
        Assert.Matches("FAILED +Secret agentkit-staging/agentkit-database exists with uri", checks);
        File.Delete(copy.PathOf(".nuke/parameters.staging.json"));

        void Write(object entries) => File.WriteAllText(copy.PathOf(".nuke/parameters.staging.json"), JsonSerializer.Serialize(entries));
    }

    private static async Task<string> AnswerAsync(Finished deployed)
    {
        using var client = new HttpClient();
        var answer = await client.GetAsync($"{ServiceAddress().Match(deployed.All).Groups[1].Value}/v1/service");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return told.RootElement.GetProperty("version").GetString()!;
    }

    [GeneratedRegex("(?<=Rollback --to 1 --plan-hash )sha256:[0-9a-f]{64}")]
    private static partial Regex ApprovedHash();

    [GeneratedRegex(@"Service ""?agentkit-server:http""?: (http://\S+)")]
    private static partial Regex ServiceAddress();
}
