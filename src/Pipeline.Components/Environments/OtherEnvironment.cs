using System.Text.Json;
using Pipeline.Components.Images;
using Pipeline.Errors;

namespace Pipeline.Components.Environments;

/// <summary>What a build needs to know of an environment that it doesn't work on: where the releases are that it takes over.</summary>
internal static class OtherEnvironment
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The cluster that an environment's parameter file names.</summary>
    /// <exception cref="PipelineException">PIPE2030: there is no such file, or it names none.</exception>
    public static ClusterSettings Cluster(string rootDirectory, string environment) =>
        Read(rootDirectory, environment, nameof(Cluster), x => x.ValueKind == JsonValueKind.Object ? x.Deserialize<ClusterSettings>(s_options) : null)
        ?? throw Refused(environment, "has no 'Cluster'", null);

    /// <summary>The registry that it names; null where it names none.</summary>
    /// <exception cref="PipelineException">PIPE2030: there is no such file.</exception>
    public static string? Registry(string rootDirectory, string environment) =>
        Read(rootDirectory, environment, nameof(IHazRegistry.Registry), x => x.ValueKind == JsonValueKind.String ? x.GetString() : null);

    private static T? Read<T>(string rootDirectory, string environment, string name, Func<JsonElement, T?> value) where T : class
    {
        var file = Path.Combine(rootDirectory, ".nuke", $"parameters.{environment}.json");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return value(json.RootElement.EnumerateObject().FirstOrDefault(x => x.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Refused(environment, "isn't there", error);
        }
        catch (JsonException error)
        {
            throw Refused(environment, $"can't be read ({error.Message})", error);
        }
    }

    private static PipelineException Refused(string environment, string what, Exception? inner) => new(
        ComponentErrors.EnvironmentIncomplete,
        $"Releases come from {environment}, and its .nuke/parameters.{environment}.json {what}. Name its cluster there: \"Cluster\": {{ \"Context\": \"…\", \"Uid\": \"…\", \"Namespace\": \"…\" }}.",
        inner) { ExitCode = 2 };
}
