using System.Text.RegularExpressions;
using MongoDB.Bson;
using MongoDB.Driver;

namespace EndToEnd.Tests.Delivery.Named;

/// <summary>A release through environments that parameter files name, as the jobs of <c>ci-cd.yml</c> take it: by a registry, with signatures, told to a webhook, and measured.</summary>
[Collection(DeliveryGroup.Name)]
public sealed partial class NamedPromotionTests(ProductCopy copy) : IAsyncLifetime
{
    private static readonly string[] s_built = ["--skip", "BuildImage", "BuildOpsImage"];

    private NamedEnvironments _named = null!;
    private Checkouts _jobs = null!;

    public async Task InitializeAsync()
    {
        await copy.ForgetRehearsalAsync();
        _named = await NamedEnvironments.StartAsync();
        _jobs = new Checkouts(copy, _named.TrivyFolder);
    }

    public async Task DisposeAsync()
    {
        _jobs.Forget();
        await _named.DisposeAsync();
    }

    [RequiresNamedEnvironments]
    public async Task Nothing_unsigned_is_promoted_what_is_signed_is_and_what_fails_in_production_is_taken_back()
    {
        await _named.WriteAsync(copy);
        await _jobs.CommitAsync();

        await _jobs.RunAsync("BuildImage", "Sbom", "ScanImage", "--base-image", _named.BaseImage);
        await _jobs.TestedAsync();
        await _jobs.RunAsync(["PushImage", "--environment", "staging", .. s_built]);
        await _named.PullAsync(copy, "staging");
        await _jobs.RunAsync(["Migrate", "Deploy", "SmokeTest", "--environment", "staging", .. s_built]);
        // What nobody vouches for doesn't get into production's registry.
        (await ElsewhereAsync("CopyImages")).AssertMistake(2, "PIPE9702", "Signatures hold before images are copied", "/agentkit-ops@sha256:", "isn't verified", "SignImage");
        (await ElsewhereAsync("PlanRelease")).AssertMistake(2, "PIPE2205", "/acme/production/agentkit-server@sha256:", "CopyImages --environment production --release 1");

        await _jobs.RunAsync(["SignImage", "PushImage", "--environment", "staging", "--signing-key", _named.SigningKeyFile, .. s_built]);
        await _jobs.RunAsync(["Deploy", "--environment", "staging", .. s_built]);
        (await ElsewhereAsync("CopyImages")).AssertSuccess();
        await _named.PullAsync(copy, "production");
        var planned = (await ElsewhereAsync("PlanRelease")).AssertSuccess();
        Assert.True(Signed().Count(planned.All) == 2 && !planned.All.Contains('✗', StringComparison.Ordinal), planned.All);

        // Since the approval somebody took the attestations of one image away, then those of the one that migrates the database.
        await _named.DetachAsync(copy, "production", "agentkit-server");
        (await ElsewhereAsync("Promote", "--plan-hash", Hash(planned.All))).AssertMistake(2, "PIPE9703", "PlanRelease");
        await _named.DetachAsync(copy, "production", "agentkit-ops");
        // Not even planned: that would run a Job of an image that nobody vouches for.
        (await ElsewhereAsync("Promote", "--plan-hash", Hash(planned.All))).AssertMistake(2, "PIPE9702", "Signatures hold before a Job runs", "/agentkit-ops@sha256:");
        (await ElsewhereAsync("CopyImages")).AssertSuccess();
        (await _jobs.ElsewhereAsync("Migrate", "--environment", "production")).AssertMistake(2, "PIPE2049", "changes with its releases", "--bypass-promotion");

        var promoted = (await ElsewhereAsync("Promote", "--plan-hash", Hash(planned.All))).AssertSuccess();
        Assert.Contains("Release 1 is promoted to production", promoted.All, StringComparison.Ordinal);
        Assert.Equal(await DigestAsync("staging"), await DigestAsync("production"));
        Assert.Contains("client_profiles", await CollectionsAsync("production"));
        Assert.Contains(_named.Listener.Told, x => x.StartsWith("Release 1 of agentkit-server to production is planned, and waits for approval, by ana.", StringComparison.Ordinal));
        Assert.StartsWith("Release 1 of agentkit-server to production is promoted, by ana.", _named.Listener.Told[^1], StringComparison.Ordinal);

        await FailingInProductionAsync();
    }

    /// <summary>The next release passes every test, and half of what production's clients ask fails.</summary>
    private async Task FailingInProductionAsync()
    {
        foreach (var environment in (string[])[NamedEnvironments.Staging, NamedEnvironments.Production])
            NamedEnvironments.WriteOverlay(copy, environment, logLevel: "Warning");
        await _named.WriteAsync(copy, NamedEnvironments.Production, isMeasured: true);
        await _jobs.CommitAsync();
        await _jobs.TestedAsync();
        await _jobs.RunAsync(["SignImage", "PushImage", "--environment", "staging", "--signing-key", _named.SigningKeyFile, .. s_built]);
        await _jobs.RunAsync(["Deploy", "SmokeTest", "--environment", "staging", .. s_built]);
        (await ElsewhereAsync("CopyImages", release: 2)).AssertSuccess();
        var planned = (await ElsewhereAsync("PlanRelease", release: 2)).AssertSuccess();
        _named.Listener.Failures = 500;

        (await ElsewhereAsync("Promote", release: 2, "--plan-hash", Hash(planned.All))).AssertMistake(1, "PIPE9707", "50.0 % of 1000 requests failed", "Release 1 is back.");

        Assert.StartsWith("Release 2 of agentkit-server to production was taken back, by ana.", _named.Listener.Told[^1], StringComparison.Ordinal);
        Assert.Matches(@"2 +(failed|rolled back)", (await _jobs.RunAsync("Releases", "--environment", "production")).All);
    }

    private Task<Processes.Finished> ElsewhereAsync(string target, params string[] more) => ElsewhereAsync(target, 1, more);

    private Task<Processes.Finished> ElsewhereAsync(string target, int release, params string[] more) =>
        _jobs.ElsewhereAsync([target, "--environment", "production", "--release", $"{release}", "--hotfix", .. more]);

    private async Task<string> DigestAsync(string environment) => Ledger().Match((await _jobs.RunAsync("Releases", "--environment", environment)).All).Groups[1].Value;

    private async Task<List<string>> CollectionsAsync(string environment)
    {
        using var client = new MongoClient(_named.DatabaseUri);
        return await (await client.GetDatabase(NamedEnvironments.NamespaceOf(environment)).ListCollectionNamesAsync(new ListCollectionNamesOptions { Filter = new BsonDocument() })).ToListAsync();
    }

    private static string Hash(string output) => PlanHash().Match(output).Value;

    [GeneratedRegex("(?<=--plan-hash )sha256:[0-9a-f]{64}")]
    private static partial Regex PlanHash();

    [GeneratedRegex("Image .*@sha256:[0-9a-f]{64}: signed by ci-2026")]
    private static partial Regex Signed();

    [GeneratedRegex(@"\b1 +deployed .*(agentkit-server@sha256:[0-9a-f]{12})")]
    private static partial Regex Ledger();
}
