using Docker.DotNet;
using Docker.DotNet.Models;
using Pipeline.Containers.Registries;
using Pipeline.Containers.Registries.Credentials;
using Pipeline.Containers.Scanning.Running;
using Pipeline.Errors;

namespace Pipeline.Containers.Engines;

/// <summary>
/// Runs programs in containers of an engine. A container gets the folders and variables that the run names, no rights beyond reading and
/// writing those folders, no network unless it is asked for, and is removed at its end, however that comes.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="credentials">For images of private registries; null for none.</param>
public sealed class EngineContainerRunner(ContainerEngine engine, ICredentialSource? credentials = null) : IContainerRunner
{
    /// <inheritdoc/>
    /// <exception cref="PipelineException">PIPE3200, PIPE3204, PIPE3205.</exception>
    public async Task<ToolResult> RunAsync(ContainerRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var image = ImageReference.Parse(run.Image);
        // Engines of some age take a name with a tag or a digest, not with both.
        var name = image.Digest is null ? image.ToString() : $"{image.Name}@{image.Digest}";
        await FetchAsync(image, name, cancellationToken);

        var purpose = $"Running {run.Image}";
        var container = (await engine.AskContainersAsync(purpose, x => x.CreateContainerAsync(Parameters(run, name), cancellationToken))).ID;
        try
        {
            await engine.AskContainersAsync(purpose, x => x.StartContainerAsync(container, new ContainerStartParameters(), cancellationToken));
            var ended = await engine.AskContainersAsync(purpose, x => x.WaitContainerAsync(container, cancellationToken));
            var (output, error) = await engine.AskContainersAsync(purpose, async x =>
            {
                using var logs = await x.GetContainerLogsAsync(container, new ContainerLogsParameters { ShowStdout = true, ShowStderr = true }, cancellationToken);
                return await logs.ReadOutputToEndAsync(cancellationToken);
            });
            return new ToolResult((int)ended.StatusCode, output, error);
        }
        finally
        {
            await engine.AskContainersAsync(purpose, async x =>
            {
                await x.RemoveContainerAsync(container, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, CancellationToken.None);
                return 0;
            });
        }
    }

    private static CreateContainerParameters Parameters(ContainerRun run, string image) => new()
    {
        Image = image,
        Cmd = [.. run.Arguments],
        Env = [.. run.Environment.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => $"{x.Key}={x.Value}")],
        HostConfig = new HostConfig
        {
            Mounts = [.. run.Mounts.Select(x => new Mount { Type = "bind", Source = x.Source, Target = x.Target, ReadOnly = x.IsReadOnly })],
            NetworkMode = run.HasNetwork ? "default" : "none",
            CapDrop = ["ALL"],
            // The folders belong to whoever runs the build, and the image's user may be root.
            CapAdd = ["DAC_OVERRIDE"],
            SecurityOpt = ["no-new-privileges"],
            ReadonlyRootfs = true,
        },
    };

    private async Task FetchAsync(ImageReference image, string name, CancellationToken cancellationToken)
    {
        if (await IsThereAsync(name, cancellationToken))
            return;

        var purpose = $"Pulling {image}";
        var log = new BuildLog(null);
        var login = credentials is null ? null : await credentials.FindAsync(image.Registry, cancellationToken);
        var parameters = image.Digest is null ? new ImagesCreateParameters { FromImage = image.Name, Tag = image.Tag ?? "latest" } : new ImagesCreateParameters { FromImage = name };
        await engine.AskAsync(purpose, async x =>
        {
            await x.CreateImageAsync(parameters, login is null ? null : new AuthConfig { Username = login.Username, Password = login.Password.Reveal(), IdentityToken = login.IdentityToken?.Reveal() }, log, cancellationToken);
            return 0;
        });
        if (log.Error is { } error || !await IsThereAsync(name, cancellationToken))
            throw new PipelineException(EngineErrors.NoImage, $"{purpose} failed: {log.Error?.TrimEnd('.') ?? "the engine says nothing of why"}. Check the network and the reference, or load the image into the engine at {engine.Endpoint}.");
    }

    private Task<bool> IsThereAsync(string name, CancellationToken cancellationToken) => engine.AskAsync($"Looking for {name}", async x =>
    {
        try
        {
            await x.InspectImageAsync(name, cancellationToken);
            return true;
        }
        catch (DockerImageNotFoundException)
        {
            return false;
        }
    });
}
