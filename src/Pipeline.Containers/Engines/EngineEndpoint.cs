using Pipeline.Errors;

namespace Pipeline.Containers.Engines;

/// <summary>Where a container engine listens.</summary>
public static class EngineEndpoint
{
    private const string DefaultSocket = "unix:///var/run/docker.sock";
    private const string DefaultPipe = "npipe://./pipe/docker_engine";

    /// <summary>What Docker's own client would take: DOCKER_HOST, else the system's socket or pipe, else the user's own socket (rootless).</summary>
    /// <param name="dockerHost">The variable DOCKER_HOST, read by the caller; null or empty when it isn't set.</param>
    /// <param name="runtimeDirectory">The variable XDG_RUNTIME_DIR, read by the caller; null when it isn't set.</param>
    /// <exception cref="PipelineException">PIPE3200: DOCKER_HOST is no address that can be used.</exception>
    public static Uri Detect(string? dockerHost, string? runtimeDirectory = null)
    {
        if (!string.IsNullOrWhiteSpace(dockerHost))
        {
            return Uri.TryCreate(dockerHost, UriKind.Absolute, out var given) && given.Scheme is "unix" or "npipe" or "tcp" or "http" or "https"
                ? given
                : throw new PipelineException(EngineErrors.NoEngine, $"DOCKER_HOST '{dockerHost}' is no address of an engine that can be used. Give it as unix:///var/run/docker.sock, npipe://./pipe/docker_engine or tcp://HOST:PORT; ssh:// isn't supported, forward the socket instead.") { ExitCode = 2 };
        }

        if (OperatingSystem.IsWindows())
            return new Uri(DefaultPipe);
        var own = runtimeDirectory is null ? null : Path.Combine(runtimeDirectory, "docker.sock");
        return new Uri(!File.Exists(new Uri(DefaultSocket).AbsolutePath) && File.Exists(own) ? "unix://" + own : DefaultSocket);
    }
}
