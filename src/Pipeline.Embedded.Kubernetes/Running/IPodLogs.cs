namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>The output of the containers that run, or ran, as processes.</summary>
internal interface IPodLogs
{
    /// <summary>Writes a container's output to <paramref name="destination"/>, flushed line by line; with <see cref="PodLogRequest.Follow"/> until the container ends.
    /// Answers false, having written nothing, where there is no such container or (<see cref="PodLogRequest.Previous"/>) no earlier one.</summary>
    Task<bool> WriteAsync(PodLogRequest request, Stream destination, CancellationToken cancellationToken);
}
