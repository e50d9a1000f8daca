using System.Text;
using Pipeline.Embedded.Kubernetes.Tests.Ownership;

namespace Pipeline.Embedded.Kubernetes.Tests.Recorded;

/// <summary>Everything that was recorded from a real kube-apiserver, in order, against the embedded one. What controllers write is compared where the exchanges wait for it (09).</summary>
public class RecordedExchangesTests
{
    private static readonly string[] s_scenarios =
    [
        "01-discovery", "02-apply-create", "03-apply-ownership", "04-apply-lists", "05-apply-errors", "06-dry-run", "07-list-watch", "08-update-patch-delete", "09-rollout", "10-lease-lock",
        "11-custom-resource", "12-namespace-delete",
    ];

    [RecordedFact]
    public async Task The_embedded_server_answers_as_the_real_one_but_for_the_listed_differences()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { RunsPods = false });
        using var client = TestCluster.Http(cluster);
        using var replay = new Replay(cluster);
        var unexplained = new List<string>();
        var seen = new HashSet<KnownDifference>();

        foreach (var exchange in s_scenarios.SelectMany(Exchange.Read))
        {
            await BetweenAsync(exchange, client);
            foreach (var difference in await replay.DifferencesAsync(exchange))
            {
                var known = KnownDifferences.Explaining(exchange.Place, difference);
                if (known is not null)
                    seen.Add(known);
                else if (!KnownDifferences.Unsettled.ContainsKey(exchange.Place))
                    unexplained.Add($"{exchange.Place} {exchange.Method} {exchange.Path}: {difference}");
            }
        }

        Assert.True(unexplained.Count == 0, string.Join('\n', unexplained));
        Assert.True(seen.Count == KnownDifferences.All.Count, $"Listed, but no longer different: {string.Join(", ", KnownDifferences.All.Except(seen))}");
    }

    // What happened in the recorded cluster beside the recorded exchanges.
    private static async Task BetweenAsync(Exchange exchange, HttpClient client)
    {
        switch (exchange.Place)
        {
            case "09-rollout#2" or "09-rollout#3":
                await ReadyByHand.MarkNextAsync(client, "app%3Droll");
                break;
            case "12-namespace-delete#0":
                // Its pods took the namespace a moment to empty.
                using (var body = new StringContent("""{"metadata":{"name":"slow","finalizers":["example.test/slow"]}}""", Encoding.UTF8, "application/json"))
                using (var response = await client.PostAsync("/api/v1/namespaces/rec/configmaps", body))
                    response.EnsureSuccessStatusCode();
                break;
        }
    }
}
