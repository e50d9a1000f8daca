using k8s;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Controlling;

/// <summary>One watch a kind, shared by all who want to know. What it hands out is shared, and not to be changed.</summary>
internal sealed class ChangeFeed(IClusterObjects objects, TimeProvider time)
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);
    private readonly Dictionary<Type, IWatch> watches = [];

    /// <summary>To be called before <see cref="RunAsync"/>. The handler must be quick: it only puts something in a queue.</summary>
    public void On<T>(Action<ObjectChange<T>> handler) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (!watches.TryGetValue(typeof(T), out var watch))
            watches[typeof(T)] = watch = new Watch<T>(objects, time);
        ((Watch<T>)watch).Handlers.Add(handler);
    }

    /// <summary>Until it is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(watches.Values.Select(x => x.RunAsync(cancellationToken)));

    private interface IWatch
    {
        Task RunAsync(CancellationToken cancellationToken);
    }

    private sealed class Watch<T>(IClusterObjects objects, TimeProvider time) : IWatch where T : class, IKubernetesObject<V1ObjectMeta>
    {
        public List<Action<ObjectChange<T>>> Handlers { get; } = [];

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                try
                {
                    await foreach (var change in objects.WatchAsync<T>(cancellationToken))
                    {
                        foreach (var handler in Handlers)
                            handler(change);
                    }
                }
                catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
                {
                    return;
                }
                catch (Exception) when (!cancellationToken.IsCancellationRequested)
                {
                    // Whatever ended it (falling behind, a bug in one handler): a new watch begins with all that exists, so nothing is missed.
                    await Task.Delay(PauseAfterFailure, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }
    }
}
