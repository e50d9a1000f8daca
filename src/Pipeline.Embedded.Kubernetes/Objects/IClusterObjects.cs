using k8s;
using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Objects;

/// <summary>The API server as controllers see it, in the same process. The rules are those of HTTP: defaults, validation, managed fields, resource versions, finalizers.
/// A refusal is an <see cref="ApiRefusal"/>.</summary>
internal interface IClusterObjects
{
    /// <summary>The object, or nothing where there is none. <paramref name="namespaceName"/> is null for a kind without namespaces.</summary>
    Task<T?> GetAsync<T>(string? namespaceName, string name, CancellationToken cancellationToken) where T : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>All objects of a kind in one namespace, or in all where none is named.</summary>
    Task<IReadOnlyList<T>> ListAsync<T>(string? namespaceName, CancellationToken cancellationToken) where T : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Makes an object (<c>generateName</c> included); answers it as it was stored.</summary>
    Task<T> CreateAsync<T>(T value, string manager, CancellationToken cancellationToken) where T : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Replaces an object but for its status. Refused with 409 when its resource version is no longer the newest.</summary>
    Task<T> UpdateAsync<T>(T value, string manager, CancellationToken cancellationToken) where T : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Replaces an object's status and nothing else. Refused with 409 when its resource version is no longer the newest.</summary>
    Task<T> UpdateStatusAsync<T>(T value, string manager, CancellationToken cancellationToken) where T : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Deletes an object, as its finalizers and <paramref name="propagation"/> (<c>Background</c>, <c>Foreground</c>, <c>Orphan</c>) say. One that is gone is no error.
    /// A pod's grace period is <paramref name="gracePeriodSeconds"/>, or its own; 0 removes it at once (as the kubelet does when the process has ended).</summary>
    Task DeleteAsync<T>(string? namespaceName, string name, string propagation, int? gracePeriodSeconds, CancellationToken cancellationToken) where T : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Gives a pod to a node. Refused with 409 when it has one already.</summary>
    Task BindPodAsync(string namespaceName, string name, string node, CancellationToken cancellationToken);

    /// <summary>The objects of a kind that exist, each as <see cref="ChangeKind.Added"/>, and then every change in order. It doesn't end before it is cancelled.</summary>
    IAsyncEnumerable<ObjectChange<T>> WatchAsync<T>(CancellationToken cancellationToken) where T : class, IKubernetesObject<V1ObjectMeta>;
}
