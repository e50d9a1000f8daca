using Docker.DotNet;
using Docker.DotNet.Models;
using Pipeline.Containers.Registries;
using Pipeline.Containers.Registries.Credentials;
using Pipeline.Containers.Scanning.Running;
using Pipeline.Errors;

namespace Pipeline.Containers.Engines;

/// <summary>
/// Runs programs in containers of an engine. A container gets the folders and variables that the run names, no rights beyond reading and
/// writing those folders, no network unless it is asked for, and is removed at its end, however that comes. It runs as the user who calls, so
/// that what it leaves in the folders is that user's.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="credentials">For images of private registries; null for none.</param>
public sealed class EngineContainerRunner(ContainerEngine engine, ICredentialSource? credentials = null) : IContainerRunner
{
    private const string Root = "0:0";

    /// <summary>Whose the folders are, as <c>uid:gid</c>; null where users have no numbers (Windows).</summary>
    internal string? Caller { get; init; } = CallingUser.Find();

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
        var user = await UserAsync(purpose, cancellationToken);
        var container = (await engine.AskContainersAsync(purpose, x => x.CreateContainerAsync(Parameters(run, name, user), cancellationToken))).ID;
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

    // In the containers of an engine without root's rights, root is the user who runs the engine.
    private async Task<string?> UserAsync(string purpose, CancellationToken cancellationToken) =>
        Caller is not (null or Root) && await engine.IsRootlessAsync(purpose, cancellationToken) ? Root : Caller;

    private static CreateContainerParameters Parameters(ContainerRun run, string image, string? user) => new()
    {
        Image = image,
        User = user ?? "", // The image's own.
        Cmd = [.. run.Arguments],
        Env = [.. run.Environment.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => $"{x.Key}={x.Value}")],
        HostConfig = new HostConfig
        {
            Mounts = [.. run.Mounts.Select(x => new Mount { Type = "bind", Source = x.Source, Target = x.Target, ReadOnly = x.IsReadOnly })],
            NetworkMode = run.HasNetwork ? "default" : "none",
            CapDrop = ["ALL"],
            // Root may have to read what is another's; any other user needs no right but its own.
            CapAdd = user is null or Root ? ["DAC_OVERRIDE"] : [],
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
