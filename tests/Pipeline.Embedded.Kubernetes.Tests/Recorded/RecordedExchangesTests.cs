using Pipeline.Embedded.Kubernetes.Tests.Ownership;

namespace Pipeline.Embedded.Kubernetes.Tests.Recorded;

/// <summary>Everything that was recorded from a real kube-apiserver, in order, against the embedded one.</summary>
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
        using var replay = new Replay(cluster);
        var found = new List<string>();

        foreach (var exchange in s_scenarios.SelectMany(Exchange.Read))
            found.AddRange((await replay.DifferencesAsync(exchange)).Select(x => $"{exchange.Place} {exchange.Method} {exchange.Path}: {x}"));

        File.WriteAllLines("/tmp/differences.txt", found);
        Assert.Empty(found);
    }
}
