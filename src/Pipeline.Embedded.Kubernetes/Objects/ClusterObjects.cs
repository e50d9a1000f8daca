using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Deleting;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Objects;

/// <summary>The API in the same process, over the same writes as HTTP.</summary>
internal sealed class ClusterObjects(ObjectStore store, TypeCatalog types, ObjectApi objects, ObjectDeletion deletion, TimeProvider time) : IClusterObjects
{
    public Task<T?> GetAsync<T>(string? namespaceName, string name, CancellationToken cancellationToken) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(store.Find(TypeOf<T>().StorageKey, namespaceName, name) is { } found ? Model<T>(found) : null);
    }

    public Task<IReadOnlyList<T>> ListAsync<T>(string? namespaceName, CancellationToken cancellationToken) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<T>>([.. store.Read(TypeOf<T>().StorageKey).Objects.In(namespaceName).Select(Model<T>)]);
    }

    public Task<T> CreateAsync<T>(T value, string manager, CancellationToken cancellationToken) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Model<T>(objects.Create(TypeOf<T>(), value.Metadata.NamespaceProperty, Json(value), Options(manager)).Value));
    }

    public Task<T> UpdateAsync<T>(T value, string manager, CancellationToken cancellationToken) where T : class, IKubernetesObject<V1ObjectMeta> =>
        ReplaceAsync(value, manager, null, cancellationToken);

    public Task<T> UpdateStatusAsync<T>(T value, string manager, CancellationToken cancellationToken) where T : class, IKubernetesObject<V1ObjectMeta> =>
        ReplaceAsync(value, manager, "status", cancellationToken);

    public Task DeleteAsync<T>(string? namespaceName, string name, string propagation, int? gracePeriodSeconds, CancellationToken cancellationToken) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            deletion.Delete(new ObjectTarget(TypeOf<T>(), namespaceName, name), new DeletionRequest { Propagation = propagation, GracePeriodSeconds = gracePeriodSeconds });
        }
        catch (ApiRefusal refusal) when (refusal.Code == 404)
        {
            // It is gone, as was wanted.
        }

        return Task.CompletedTask;
    }

    public Task BindPodAsync(string namespaceName, string name, string node, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        PodBinding.Bind(store, namespaceName, name, node, time.GetUtcNow());
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<ObjectChange<T>> WatchAsync<T>([EnumeratorCancellation] CancellationToken cancellationToken) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var snapshot = store.Read(TypeOf<T>().StorageKey);
        foreach (var value in snapshot.Objects.In(null))
            yield return new ObjectChange<T>(ChangeKind.Added, Model<T>(value));
        for (var position = snapshot.Position; ; position = position.Next!)
        {
            await position.WaitAsync(cancellationToken).ConfigureAwait(false);
            var change = position.Next!;
            var kind = change.IsRemoval ? ChangeKind.Deleted : change.Before is null ? ChangeKind.Added : ChangeKind.Modified;
            yield return new ObjectChange<T>(kind, Model<T>(change.After!));
        }
    }

    private Task<T> ReplaceAsync<T>(T value, string manager, string? subresource, CancellationToken cancellationToken) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        cancellationToken.ThrowIfCancellationRequested();
        var target = new ObjectTarget(TypeOf<T>(), value.Metadata.NamespaceProperty, value.Metadata.Name, subresource);
        return Task.FromResult(Model<T>(objects.Replace(target, Json(value), Options(manager)).Value));
    }

    private static WriteOptions Options(string manager) => new() { Manager = manager, FieldValidation = FieldValidation.Ignore };

    private static JsonObject Json<T>(T value) => JsonNode.Parse(KubernetesJson.Serialize(value))!.AsObject();

    private static T Model<T>(StoredObject value) => KubernetesJson.Deserialize<T>(value.Value.ToJsonString());

    private ResourceType TypeOf<T>() where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var entity = (KubernetesEntityAttribute?)Attribute.GetCustomAttribute(typeof(T), typeof(KubernetesEntityAttribute))
            ?? throw new InvalidOperationException($"{typeof(T).Name} says nothing of its kind: it has no KubernetesEntityAttribute.");
        var type = types.Find(entity.Group, entity.ApiVersion, entity.PluralName);
        return type ?? throw new InvalidOperationException($"{typeof(T).Name} ({entity.Group}/{entity.ApiVersion} {entity.PluralName}) is of a kind that isn't served.");
    }
}
