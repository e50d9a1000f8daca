namespace Pipeline.Containers.Scanning.Running;

/// <summary>Runs a program in a container, where Trivy isn't on the PATH. Behind it stands a container engine.</summary>
public interface IContainerRunner
{
    /// <summary>Runs it to its end. Cancelling removes the container.</summary>
    /// <exception cref="Pipeline.Errors.PipelineException">The engine doesn't answer, or the image can't be had: the scan is then not done, for that reason.</exception>
    Task<ToolResult> RunAsync(ContainerRun run, CancellationToken cancellationToken);
}
