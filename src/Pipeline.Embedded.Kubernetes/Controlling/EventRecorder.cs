using System.Globalization;
using k8s;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Controlling;

/// <summary>Writes events. One that repeats is counted in the event that is there already, as client-go's correlator does.</summary>
internal sealed class EventRecorder(IClusterObjects objects, TimeProvider time, EventSource source)
{
    private const int MostRemembered = 4096;
    private readonly Lock gate = new();
    private readonly Dictionary<(string Uid, string Type, string Reason, string Message, string? FieldPath), string> written = [];

    public Task NormalAsync(IKubernetesObject<V1ObjectMeta> about, string reason, string message, CancellationToken cancellationToken, string? fieldPath = null) =>
        WriteAsync(about, "Normal", reason, message, fieldPath, cancellationToken);

    public Task WarningAsync(IKubernetesObject<V1ObjectMeta> about, string reason, string message, CancellationToken cancellationToken, string? fieldPath = null) =>
        WriteAsync(about, "Warning", reason, message, fieldPath, cancellationToken);

    private async Task WriteAsync(IKubernetesObject<V1ObjectMeta> about, string type, string reason, string message, string? fieldPath, CancellationToken cancellationToken)
    {
        try
        {
            var key = (about.Metadata.Uid, type, reason, message, fieldPath);
            if (!await CountAsync(key, about.Metadata.NamespaceProperty ?? "default", cancellationToken))
                await CreateAsync(key, about, cancellationToken);
        }
        catch (ApiRefusal)
        {
            // An event is news, no promise: in a namespace that is going away none can be written.
        }
    }

    private async Task<bool> CountAsync((string, string, string, string, string?) key, string namespaceName, CancellationToken cancellationToken)
    {
        string? name;
        lock (gate)
            written.TryGetValue(key, out name);
        if (name is null || await objects.GetAsync<Corev1Event>(namespaceName, name, cancellationToken) is not { } value)
            return false;

        value.Count = (value.Count ?? 1) + 1;
        value.LastTimestamp = time.Now();
        await objects.UpdateAsync(value, source.Manager, cancellationToken);
        return true;
    }

    private async Task CreateAsync((string Uid, string Type, string Reason, string Message, string? FieldPath) key, IKubernetesObject<V1ObjectMeta> about, CancellationToken cancellationToken)
    {
        var (apiVersion, kind) = KindOf(about);
        var now = time.Now();
        var ticks = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100 + Random.Shared.Next(100);
        var value = await objects.CreateAsync(
            new Corev1Event
            {
                ApiVersion = "v1",
                Kind = "Event",
                Metadata = new V1ObjectMeta { Name = $"{about.Metadata.Name}.{ticks.ToString("x", CultureInfo.InvariantCulture)}", NamespaceProperty = about.Metadata.NamespaceProperty ?? "default" },
                InvolvedObject = new V1ObjectReference
                {
                    ApiVersion = apiVersion,
                    Kind = kind,
                    Name = about.Metadata.Name,
                    NamespaceProperty = about.Metadata.NamespaceProperty,
                    Uid = about.Metadata.Uid,
                    ResourceVersion = about.Metadata.ResourceVersion,
                    FieldPath = key.FieldPath,
                },
                Type = key.Type,
                Reason = key.Reason,
                Message = key.Message,
                Source = new V1EventSource { Component = source.Component, Host = source.Host },
                FirstTimestamp = now,
                LastTimestamp = now,
                Count = 1,
                ReportingComponent = source.Component,
                ReportingInstance = source.Host ?? "",
            },
            source.Manager,
            cancellationToken);
        lock (gate)
        {
            if (written.Count >= MostRemembered)
                written.Clear();
            written[key] = value.Metadata.Name;
        }
    }

    // The models know their kind even where a list's items don't say it.
    private static (string ApiVersion, string Kind) KindOf(IKubernetesObject<V1ObjectMeta> about)
    {
        var type = about.GetKubernetesTypeMetadata();
        return (string.IsNullOrEmpty(type.Group) ? type.ApiVersion : $"{type.Group}/{type.ApiVersion}", type.Kind);
    }
}
