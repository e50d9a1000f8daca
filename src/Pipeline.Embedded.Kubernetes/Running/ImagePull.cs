using Pipeline.Embedded.Kubernetes.Images;

namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>Looks for a container's image until it is there, telling of it as a pull.</summary>
internal sealed class ImagePull(PodServices services, PodBoard board, ContainerRecord record, ContainerEvents events)
{
    public async Task<ContainerImage> RunAsync(CancellationToken cancellationToken)
    {
        var reference = record.Spec.Image;
        var wait = services.Timings.RestartBackOff;
        while (true)
        {
            try
            {
                var started = services.Time.GetTimestamp();
                if (record.Spec.ImagePullPolicy == "Always")
                    await events.NormalAsync("Pulling", $"Pulling image \"{reference}\"", cancellationToken);
                var image = await services.Images.FindAsync(reference, cancellationToken);
                await events.NormalAsync("Pulled", record.Spec.ImagePullPolicy == "Always"
                    ? $"Successfully pulled image \"{reference}\" in {(int)services.Time.GetElapsedTime(started).TotalMilliseconds}ms"
                    : $"Container image \"{reference}\" already present on machine", cancellationToken);
                board.Change(() => record.ImageId = image.Id);
                return image;
            }
            catch (ImageProblem problem)
            {
                await TellAsync(reference, problem.Message, cancellationToken);
            }

            // First the error itself, then, while waiting, the back-off: both are seen by who waits for the pod.
            await Task.Delay(services.Timings.Retry, services.Time, cancellationToken);
            board.Change(() => record.State = ContainerStates.Waiting("ImagePullBackOff", $"Back-off pulling image \"{reference}\""));
            await events.NormalAsync("BackOff", $"Back-off pulling image \"{reference}\"", cancellationToken);
            await events.WarningAsync("Failed", "Error: ImagePullBackOff", cancellationToken);
            await Task.Delay(wait, services.Time, cancellationToken);
            wait = wait * 2 < services.Timings.LongestBackOff ? wait * 2 : services.Timings.LongestBackOff;
        }
    }

    private async Task TellAsync(string reference, string message, CancellationToken cancellationToken)
    {
        if (record.Spec.ImagePullPolicy == "Never")
        {
            board.Change(() => record.State = ContainerStates.Waiting("ErrImageNeverPull", $"Container image \"{reference}\" is not present with pull policy of Never"));
            await events.WarningAsync("ErrImageNeverPull", $"Container image \"{reference}\" is not present with pull policy of Never", cancellationToken);
            return;
        }

        if (record.Spec.ImagePullPolicy != "Always")
            await events.NormalAsync("Pulling", $"Pulling image \"{reference}\"", cancellationToken);
        board.Change(() => record.State = ContainerStates.Waiting("ErrImagePull", message));
        await events.WarningAsync("Failed", $"Failed to pull image \"{reference}\": {message}", cancellationToken);
        await events.WarningAsync("Failed", "Error: ErrImagePull", cancellationToken);
    }
}
