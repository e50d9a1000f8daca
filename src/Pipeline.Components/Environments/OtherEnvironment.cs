using System.Text.Json;
using Pipeline.Errors;

namespace Pipeline.Components.Environments;

/// <summary>What a build needs to know of an environment that it doesn't work on: where the releases are that it takes over.</summary>
internal static class OtherEnvironment
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The cluster that an environment's parameter file names.</summary>
    /// <exception cref="PipelineException">PIPE2030: there is no such file, or it names none.</exception>
    public static ClusterSettings Cluster(string rootDirectory, string environment)
    {
        var file = Path.Combine(rootDirectory, ".nuke", $"parameters.{environment}.json");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var entry = json.RootElement.EnumerateObject().FirstOrDefault(x => x.Name.Equals(nameof(Cluster), StringComparison.OrdinalIgnoreCase));
            return entry.Value.ValueKind == JsonValueKind.Object && entry.Value.Deserialize<ClusterSettings>(s_options) is { } cluster
                ? cluster
                : throw Refused(environment, "has no 'Cluster'", null);
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
