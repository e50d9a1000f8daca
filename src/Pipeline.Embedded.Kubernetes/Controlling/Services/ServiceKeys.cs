using System.Collections.Concurrent;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Controlling.Services;

/// <summary>Which Services a changed pod concerns: all whose selector matches it, or matched it before.</summary>
internal sealed class ServiceKeys
{
    private readonly ConcurrentDictionary<ObjectKey, IDictionary<string, string>> selectors = new();
    private readonly ConcurrentDictionary<ObjectKey, IDictionary<string, string>> labels = new();

    public void Subscribe(ChangeFeed changes, WorkQueue queue)
    {
        changes.On<V1Service>(x =>
        {
            var key = ObjectKey.Of(x.Value);
            if (x.Kind == ChangeKind.Deleted || x.Value.Spec.Selector is not { Count: > 0 } selector)
                selectors.TryRemove(key, out _);
            else
                selectors[key] = selector;
            queue.Add(key);
        });
        changes.On<V1Pod>(x =>
        {
            var pod = ObjectKey.Of(x.Value);
            labels.TryGetValue(pod, out var before);
            if (x.Kind == ChangeKind.Deleted)
                labels.TryRemove(pod, out _);
            else
                labels[pod] = x.Value.Metadata.Labels ?? new Dictionary<string, string>();

            foreach (var (key, selector) in selectors)
            {
                if (key.NamespaceName == pod.NamespaceName && (selector.Matches(x.Value.Metadata.Labels) || selector.Matches(before)))
                    queue.Add(key);
            }
        });
    }
}
