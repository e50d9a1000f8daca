using k8s.Models;
using Pipeline.Embedded.Kubernetes.Controlling;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>What an earlier run of the node left: processes are gone, as after a power failure.</summary>
internal static class EarlierRun
{
    /// <summary>Whether the pod ran, and must not be run a second time.</summary>
    public static bool IsInterrupted(V1Pod pod) => pod.Spec.RestartPolicy == "Never" && pod.Status?.ContainerStatuses?.Any(x => x.State?.Running is not null) == true;

    /// <summary>A pod that was interrupted has failed.</summary>
    public static async Task FailAsync(IClusterObjects objects, V1Pod pod, DateTime now, CancellationToken cancellationToken)
    {
        pod.Status.Phase = "Failed";
        foreach (var status in pod.Status.ContainerStatuses.Where(x => x.State?.Running is not null))
        {
            status.State = ContainerStates.Terminated(137, null, now, status.ContainerID, "The container could not be located when the pod was terminated", "ContainerStatusUnknown");
            (status.Ready, status.Started) = (false, false);
        }

        foreach (var condition in (pod.Status.Conditions ?? []).Where(x => x.Type is "Ready" or "ContainersReady"))
            (condition.Status, condition.Reason, condition.Message, condition.LastTransitionTime) = ("False", "PodFailed", null, now);
        await objects.UpdateStatusAsync(pod, ManagerNames.Kubelet, cancellationToken);
    }

    /// <summary>Removes the files of pods that are gone.</summary>
    public static async Task CleanUpAsync(IClusterObjects objects, string podsDirectory, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(podsDirectory))
            return;

        var uids = (await objects.ListAsync<V1Pod>(null, cancellationToken)).Select(x => x.Metadata.Uid).ToHashSet();
        foreach (var directory in Directory.GetDirectories(podsDirectory).Where(x => !uids.Contains(Path.GetFileName(x).Split('_')[^1])))
            Directory.Delete(directory, recursive: true);
    }
}
