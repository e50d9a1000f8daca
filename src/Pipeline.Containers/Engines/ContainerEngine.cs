using Docker.DotNet;
using Pipeline.Containers.Building;
using Pipeline.Errors;

namespace Pipeline.Containers.Engines;

/// <summary>A container engine that answered: Docker's, or one that speaks its API.</summary>
public sealed class ContainerEngine : IDisposable
{
    // An engine on this machine answers in milliseconds; one that hangs shouldn't hold up the builder that needs none.
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private readonly DockerClient client;

    private ContainerEngine(Uri endpoint, DockerClient client, EngineVersion version) => (Endpoint, this.client, Version) = (endpoint, client, version);

    /// <summary>Where it listens.</summary>
    public Uri Endpoint { get; }

    /// <summary>What it is.</summary>
    public EngineVersion Version { get; }

    /// <summary>Connects.</summary>
    /// <param name="endpoint">Of <see cref="EngineEndpoint.Detect"/>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="PipelineException">PIPE3200: no engine answers there; the message says why.</exception>
    public static async Task<ContainerEngine> ConnectAsync(Uri endpoint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var client = new DockerClientBuilder().WithEndpoint(endpoint).WithTimeout(Timeout.InfiniteTimeSpan).Build();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(ConnectTimeout);
        try
        {
            var answer = await client.System.GetVersionAsync(deadline.Token);
            return new ContainerEngine(endpoint, client, new EngineVersion(answer.Version, answer.APIVersion, new ImagePlatform(answer.Os, answer.Arch)));
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && error is not (OutOfMemoryException or NullReferenceException))
        {
            // Sockets, pipes, TLS and the API client each have exceptions of their own for it.
            client.Dispose();
            var reason = error is OperationCanceledException ? $"it sent nothing for {ConnectTimeout.TotalSeconds:F0} s" : (error.InnerException ?? error).Message.TrimEnd('.');
            throw new PipelineException(EngineErrors.NoEngine, $"No container engine answers at {endpoint}: {reason}. Start Docker, or set DOCKER_HOST to where it listens; or build without an engine.", error);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>As <see cref="ConnectAsync"/>; null where no engine answers.</summary>
    public static async Task<ContainerEngine?> TryConnectAsync(Uri endpoint, CancellationToken cancellationToken = default)
    {
        try
        {
            return await ConnectAsync(endpoint, cancellationToken);
        }
        catch (PipelineException error) when (error.Code == EngineErrors.NoEngine)
        {
            return null;
        }
    }

    /// <summary>Closes the connection; the engine goes on.</summary>
    public void Dispose() => client.Dispose();

    /// <summary>Whether it runs without root's rights: root in its containers is then the user who runs it (Docker and Podman say so alike).</summary>
    internal async Task<bool> IsRootlessAsync(string purpose, CancellationToken cancellationToken) =>
        (await AskAsync(purpose, () => client.System.GetSystemInfoAsync(cancellationToken))).SecurityOptions?.Any(x => x.Split(',').Contains("name=rootless")) == true;

    internal Task<T> AskAsync<T>(string purpose, Func<IImageOperations, Task<T>> ask) => AskAsync(purpose, () => ask(client.Images));

    internal Task<T> AskContainersAsync<T>(string purpose, Func<IContainerOperations, Task<T>> ask) => AskAsync(purpose, () => ask(client.Containers));

    private async Task<T> AskAsync<T>(string purpose, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (DockerApiException error)
        {
            throw new PipelineException(EngineErrors.Refused, $"{purpose} failed: the engine at {Endpoint} answered {(int)error.StatusCode}: {EngineMessage.Of(error.ResponseBody)}.", error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or TimeoutException)
        {
            throw new PipelineException(EngineErrors.NoEngine, $"{purpose} failed: the connection to the engine at {Endpoint} broke off: {error.Message} See the engine's log, and run it again.", error);
        }
    }
}
