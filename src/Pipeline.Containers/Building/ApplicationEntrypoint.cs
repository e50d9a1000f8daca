using System.Text.Json;
using Pipeline.Errors;

namespace Pipeline.Containers.Building;

/// <summary>Tells from a published folder what is to be started.</summary>
internal static class ApplicationEntrypoint
{
    private const string Suffix = ".runtimeconfig.json";

    /// <exception cref="PipelineException">PIPE3002: none, or several.</exception>
    public static IReadOnlyList<string> Of(ImageRequest request)
    {
        if (request.Entrypoint is { } given)
            return given;

        var configurations = Directory.EnumerateFiles(request.ApplicationDirectory, "*" + Suffix).Order(StringComparer.Ordinal).ToList();
        if (configurations is not [var configuration])
        {
            throw new PipelineException(ContainerErrors.NoEntryPoint, configurations.Count == 0
                ? $"'{request.ApplicationDirectory}' has no *{Suffix}, so it can't be told what to start. Publish an executable project, or set Entrypoint."
                : $"'{request.ApplicationDirectory}' has several applications: {string.Join(", ", configurations.Select(Path.GetFileName))}. Publish one into a folder of its own, or set Entrypoint.");
        }

        var name = Path.GetFileName(configuration)[..^Suffix.Length];
        var directory = request.WorkingDirectory.TrimEnd('/');
        return IsSelfContained(configuration) ? [$"{directory}/{name}"] : ["dotnet", $"{directory}/{name}.dll"];
    }

    private static bool IsSelfContained(string configuration)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(configuration));
            return json.RootElement.TryGetProperty("runtimeOptions", out var options) && options.TryGetProperty("includedFrameworks", out _);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new PipelineException(ContainerErrors.NoEntryPoint, $"'{configuration}' can't be read: {error.Message} Publish the application again.", error);
        }
    }
}
