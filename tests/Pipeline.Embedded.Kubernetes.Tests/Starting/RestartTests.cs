using System.Diagnostics;
using k8s;
using k8s.Models;
using Pipeline.Errors;

namespace Pipeline.Embedded.Kubernetes.Tests.Starting;

public sealed class RestartTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("embedded-kubernetes-tests-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_cluster_goes_on_from_its_data_directory_with_the_same_kubeconfig()
    {
        string uid, version, kubeconfig;
        int port;
        await using (var first = await EmbeddedCluster.StartAsync(Options()))
        {
            using var client = TestCluster.Client(first);
            await client.CoreV1.CreateNamespacedConfigMapAsync(new V1ConfigMap { Metadata = new V1ObjectMeta { Name = "kept" } }, "default");
            await client.CoreV1.CreateNamespacedConfigMapAsync(new V1ConfigMap { Metadata = new V1ObjectMeta { Name = "gone" } }, "default");
            await client.CoreV1.DeleteNamespacedConfigMapAsync("gone", "default");
            version = (await client.CoreV1.ListNamespacedConfigMapAsync("default")).ResourceVersion();
            (uid, kubeconfig, port) = (first.Uid, first.Kubeconfig, first.Address.Port);
        }

        await using var second = await EmbeddedCluster.StartAsync(Options() with { Port = port });
        using var again = TestCluster.Client(second);
        var maps = await again.CoreV1.ListNamespacedConfigMapAsync("default");

        Assert.Equal((uid, kubeconfig), (second.Uid, second.Kubeconfig));
        Assert.Equal("kept", Assert.Single(maps.Items).Name());
        Assert.Equal(version, maps.ResourceVersion());
    }

    [Fact]
    public async Task A_torn_last_line_is_as_if_it_had_not_been_written()
    {
        await using (var first = await EmbeddedCluster.StartAsync(Options()))
        {
            using var client = TestCluster.Client(first);
            await client.CoreV1.CreateNamespacedConfigMapAsync(new V1ConfigMap { Metadata = new V1ObjectMeta { Name = "whole" } }, "default");
            await client.CoreV1.CreateNamespacedConfigMapAsync(new V1ConfigMap { Metadata = new V1ObjectMeta { Name = "torn" } }, "default");
        }

        var journal = Path.Combine(_directory, "journal.jsonl");
        using (var file = new FileStream(journal, FileMode.Open))
            file.SetLength(file.Length - 10);
        await using var second = await EmbeddedCluster.StartAsync(Options());
        using var again = TestCluster.Client(second);

        Assert.Equal("whole", Assert.Single((await again.CoreV1.ListNamespacedConfigMapAsync("default")).Items).Name());
    }

    [Fact]
    public async Task A_journal_that_was_edited_is_refused_with_its_line()
    {
        await using (await EmbeddedCluster.StartAsync(Options()))
        {
        }

        var journal = Path.Combine(_directory, "journal.jsonl");
        var lines = await File.ReadAllLinesAsync(journal);
        lines[2] = "{\"t\":1}";
        await File.WriteAllLinesAsync(journal, lines);

        var error = await Assert.ThrowsAsync<PipelineException>(() => EmbeddedCluster.StartAsync(Options()));

        Assert.Equal(EmbeddedKubernetesErrors.DataDamaged, error.Code);
        Assert.StartsWith($"Line 3 of the journal '{journal}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_clusters_do_not_share_a_directory()
    {
        await using var first = await EmbeddedCluster.StartAsync(Options());

        var error = await Assert.ThrowsAsync<PipelineException>(() => EmbeddedCluster.StartAsync(Options()));

        Assert.Equal(EmbeddedKubernetesErrors.DirectoryInUse, error.Code);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        await using var first = await EmbeddedCluster.StartAsync(Options());

        var error = await Assert.ThrowsAsync<PipelineException>(() => EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { RunsControllers = false, RunsPods = false, Port = first.Address.Port }));

        Assert.Equal(EmbeddedKubernetesErrors.PortInUse, error.Code);
    }

    [Fact]
    public async Task Whatever_was_answered_before_a_kill_is_there_after_it()
    {
        var answered = new List<string>();
        for (var round = 0; round < 3; round++)
        {
            using var program = Run();
            var line = await program.StandardOutput.ReadLineAsync();
            using var client = new k8s.Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(line!.Split(' ', 2)[1]));
            var writing = Enumerable.Range(0, 40).Select(x => $"r{round}-{x}").ToList();
            var kill = 20 + (round * 5);
            for (var i = 0; i < kill; i++)
            {
                await client.CoreV1.CreateNamespacedConfigMapAsync(new V1ConfigMap { Metadata = new V1ObjectMeta { Name = writing[i] } }, "default");
                answered.Add(writing[i]);
            }

            program.Kill();
            await program.WaitForExitAsync();
        }

        await using var cluster = await EmbeddedCluster.StartAsync(Options());
        using var last = TestCluster.Client(cluster);
        var names = (await last.CoreV1.ListNamespacedConfigMapAsync("default")).Items.Select(x => x.Name());

        Assert.Equal(answered.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_program_ends_well_when_it_is_told_to()
    {
        using var program = Run();
        var line = await program.StandardOutput.ReadLineAsync();

        using (var signal = Process.Start("kill", ["-TERM", program.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await signal.WaitForExitAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await program.WaitForExitAsync(patience.Token);

        Assert.Matches(@"^https://127\.0\.0\.1:\d+ .*/kubeconfig$", line);
        Assert.Equal(0, program.ExitCode);
    }

    private EmbeddedClusterOptions Options() => new() { DataDirectory = _directory, RunsControllers = false, RunsPods = false };

    private Process Run()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])["exec", typeof(EmbeddedCluster).Assembly.Location, "--data", _directory, "--no-controllers", "--no-pods"])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
