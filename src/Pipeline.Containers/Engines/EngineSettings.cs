using System.Text.Json.Nodes;
using Pipeline.Containers.Building;
using Pipeline.Containers.Registries.Manifests;
using Pipeline.Errors;

namespace Pipeline.Containers.Engines;

/// <summary>
/// Whose word counts where the request and the Dockerfile both say something: the request's, unless it is the default; then the Dockerfile's.
/// A user that is root, or has only a name, gives way to the request's in any case.
/// </summary>
/// <param name="Request">The request with what was taken over.</param>
/// <param name="EntryPoint">What is started.</param>
/// <param name="Warnings">What someone should know.</param>
internal sealed record EngineSettings(ImageRequest Request, IReadOnlyList<string> EntryPoint, IReadOnlyList<string> Warnings)
{
    private static readonly ImageRequest Defaults = new() { ApplicationDirectory = "", Name = "", Version = "", Created = default, LayoutDirectory = "" };

    /// <exception cref="PipelineException">PIPE3203: for another platform, or with nothing to start.</exception>
    public static EngineSettings Of(ImageRequest request, JsonObject saved)
    {
        var platform = new ImagePlatform(ManifestDocument.Text(saved["os"]) ?? "", ManifestDocument.Text(saved["architecture"]) ?? "");
        if (platform != request.Platform)
            throw new PipelineException(EngineErrors.UnusableImage, $"The engine built '{request.Name}' for {platform}, not for {request.Platform}. Use a base image and an engine for {request.Platform}, or ask for {platform}.");

        var config = saved["config"] as JsonObject ?? [];
        var (entrypoint, arguments) = (Texts(config["Entrypoint"]), Texts(config["Cmd"]));
        if (request.Entrypoint is { } given)
            (entrypoint, arguments) = (given, []);
        if (request.Arguments.Count > 0)
            arguments = request.Arguments;
        if (entrypoint.Count + arguments.Count == 0)
            throw new PipelineException(EngineErrors.UnusableImage, $"The image '{request.Name}' has nothing to start: its Dockerfile has neither ENTRYPOINT nor CMD. Give it one, or set the request's Entrypoint.");

        var warnings = new List<string>();
        var (user, directory) = (ManifestDocument.Text(config["User"]) ?? "", ManifestDocument.Text(config["WorkingDir"]) ?? "");
        var ownUser = request.User == Defaults.User && ImageRequestCheck.IsNonRootUser(user) ? user : request.User;
        if (user.Length > 0 && user != ownUser)
            warnings.Add($"the Dockerfile's USER {user} gives way to {ownUser}: an image runs as a numeric user that isn't root");
        var ownDirectory = request.WorkingDirectory == Defaults.WorkingDirectory && directory.Length > 0 ? directory : request.WorkingDirectory;

        return new EngineSettings(request with { User = ownUser, WorkingDirectory = ownDirectory, Arguments = arguments }, entrypoint, warnings);
    }

    private static IReadOnlyList<string> Texts(JsonNode? node) => [.. ManifestDocument.Items(node).Select(ManifestDocument.Text).OfType<string>()];
}
