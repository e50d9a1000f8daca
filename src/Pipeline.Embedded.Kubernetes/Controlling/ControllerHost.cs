using System.Collections.Concurrent;
using Pipeline.Embedded.Kubernetes.Controlling.Autoscaling;
using Pipeline.Embedded.Kubernetes.Controlling.Claims;
using Pipeline.Embedded.Kubernetes.Controlling.CronJobs;
using Pipeline.Embedded.Kubernetes.Controlling.DaemonSets;
using Pipeline.Embedded.Kubernetes.Controlling.Deployments;
using Pipeline.Embedded.Kubernetes.Controlling.Disruptions;
using Pipeline.Embedded.Kubernetes.Controlling.Jobs;
using Pipeline.Embedded.Kubernetes.Controlling.Quotas;
using Pipeline.Embedded.Kubernetes.Controlling.ReplicaSets;
using Pipeline.Embedded.Kubernetes.Controlling.Services;
using Pipeline.Embedded.Kubernetes.Controlling.StatefulSets;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Controlling;

/// <summary>All controllers, as kube-controller-manager runs them. Runs from <see cref="Start"/> until it is disposed.</summary>
internal sealed class ControllerHost : IAsyncDisposable
{
    private const int MostFaults = 100;
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<ControllerFault> faults = new();
    private readonly List<WorkQueue> queues = [];
    private Task running = Task.CompletedTask;

    private ControllerHost()
    {
    }

    /// <summary>The last looks at objects that failed, oldest first. Each was, or will be, tried again.</summary>
    public IReadOnlyList<ControllerFault> Faults => [.. faults];

    /// <param name="objects">The API server.</param>
    /// <param name="options">The cluster's options.</param>
    /// <param name="volumesDirectory">Where persistent volumes are folders.</param>
    public static ControllerHost Start(IClusterObjects objects, EmbeddedClusterOptions options, string volumesDirectory)
    {
        var host = new ControllerHost();
        var changes = new ChangeFeed(objects, options.Time);
        var loops = new List<ControllerLoop>();
        foreach (var controller in All(objects, options.Time, volumesDirectory))
        {
            var queue = new WorkQueue(options.Time);
            controller.Subscribe(changes, queue);
            host.queues.Add(queue);
            loops.Add(new ControllerLoop(controller, queue, host.Note));
        }

        var token = host.stopping.Token;
        host.running = Task.WhenAll([Task.Run(() => changes.RunAsync(token)), .. loops.Select(x => Task.Run(() => x.RunAsync(token)))]);
        return host;
    }

    /// <summary>Stops after what is being done now.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var queue in queues)
            queue.Dispose();
        stopping.Dispose();
    }

    private static IReadOnlyList<IController> All(IClusterObjects objects, TimeProvider time, string volumesDirectory) =>
    [
        new DeploymentController(objects, time),
        new ReplicaSetController(objects, time),
        new StatefulSetController(objects, time),
        new DaemonSetController(objects, time),
        new JobController(objects, time),
        new CronJobController(objects, time),
        new EndpointsController(objects),
        new ClaimController(objects, volumesDirectory),
        new AutoscalerController(objects, time),
        new DisruptionController(objects, time),
        new QuotaController(objects),
    ];

    private void Note(ControllerFault fault)
    {
        faults.Enqueue(fault);
        while (faults.Count > MostFaults)
            faults.TryDequeue(out _);
    }
}
