using System.Diagnostics;
using System.Globalization;
using System.Text;
using Pipeline.Embedded.Kubernetes;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Planning;
using Pipeline.Kubernetes.Rendering;

namespace Benchmarks.Deploying;

/// <summary>300 ConfigMaps into an empty namespace of one cluster, beside kubectl in the same rounds.</summary>
internal static class DeployBenchmarks
{
    private const int Count = 300;

    public static async Task<string> RunAsync(int runs)
    {
        var directory = Directory.CreateTempSubdirectory("pipeline-bench-deploy-").FullName;
        try
        {
            await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { RunsPods = false });
            using var deployer = await Deployer.ConnectAsync(ClusterConnection.FromKubeconfig(cluster.KubeconfigPath));
            var round = 0;
            var all = await Series.MeasureAsync(
            [
                new("`kubectl apply --server-side`", async () => await Timed.RunAsync("kubectl", ["apply", "--server-side", "--kubeconfig", cluster.KubeconfigPath, "-f", await WriteAsync(directory, $"theirs-{++round}")], directory)),
                new("`Deployer.DeployAsync`: dry run, lock, record, apply, wait", async () => await DeployAsync(deployer, await RenderAsync(directory, $"ours-{++round}"))),
                new("the same again: nothing to do", async () => await DeployAsync(deployer, await RenderAsync(directory, $"ours-{round}"))),
            ], runs);
            return string.Create(CultureInfo.InvariantCulture, $"""
                ## Applying {Count} ConfigMaps

                {Series.Table(all, "x kubectl")}
                A whole deployment, with its dry run, is {all[0].Median / all[1].Median:0.0} times faster than `kubectl apply --server-side`.
                """);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<TimeSpan> DeployAsync(Deployer deployer, RenderedManifests manifests)
    {
        var name = manifests.Objects[0].Name;
        var watch = Stopwatch.StartNew();
        var outcome = await deployer.DeployAsync(new DeployRequest { Application = "bench", Namespace = name, Manifests = manifests });
        return outcome.IsSuccess ? watch.Elapsed : throw new InvalidOperationException(outcome.Failure?.Message);
    }

    private static async Task<RenderedManifests> RenderAsync(string directory, string name)
    {
        await WriteAsync(directory, name);
        return await KustomizeRenderer.RenderAsync(new RenderRequest(Path.Combine(directory, name)));
    }

    private static async Task<string> WriteAsync(string directory, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(directory, name)).FullName;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"apiVersion: v1\nkind: Namespace\nmetadata:\n  name: {name}\n");
        for (var i = 0; i < Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings-{i}\n  namespace: {name}\n  labels:\n    app: bench\ndata:\n  key: value {i}\n  file.txt: |\n    several\n    lines {i}\n");
        var file = Path.Combine(folder, "all.yaml");
        await File.WriteAllTextAsync(file, text.ToString());
        await File.WriteAllTextAsync(Path.Combine(folder, "kustomization.yaml"), "resources:\n- all.yaml\n");
        return file;
    }
}
