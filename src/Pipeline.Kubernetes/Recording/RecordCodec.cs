using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Pipeline.Errors;

namespace Pipeline.Kubernetes.Recording;

/// <summary>A release record as a Secret: labels to find it by, and the whole as compressed JSON.</summary>
internal static class RecordCodec
{
    public const string ApplicationLabel = "pipeline/application";

    private const string SecretType = "pipeline/release.v1";
    private const string NumberLabel = "pipeline/release";
    private const string StateLabel = "pipeline/state";

    // Kubernetes refuses Secrets with more than this in their values.
    private const int MaxBytes = 1024 * 1024;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    public static string NameOf(string application, int number) => $"pipeline.release.{application}.v{number}";

    /// <exception cref="PipelineException">PIPE4121.</exception>
    public static JsonObject Encode(ReleaseRecord record, string @namespace)
    {
        var release = record.Release;
        var compressed = Compress(JsonSerializer.SerializeToUtf8Bytes(new Content(release, record.Bodies, record.Leftovers), Options));
        if (compressed.Length > MaxBytes)
            throw new PipelineException(DeployErrors.ReleaseTooLarge, $"Release {release.Number} of {release.Application} is {compressed.Length / 1024.0 / 1024.0:0.0} MiB compressed; a Secret holds 1 MiB. Move large files out of its ConfigMaps and Secrets.");

        var metadata = new JsonObject
        {
            ["name"] = NameOf(release.Application, release.Number),
            ["namespace"] = @namespace,
            ["labels"] = new JsonObject
            {
                ["app.kubernetes.io/managed-by"] = "pipeline",
                [ApplicationLabel] = release.Application,
                [NumberLabel] = $"{release.Number}",
                [StateLabel] = JsonSerializer.SerializeToNode(release.State, Options),
            },
        };
        if (record.ResourceVersion is { } version)
            metadata["resourceVersion"] = version;
        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = metadata,
            ["type"] = SecretType,
            ["data"] = new JsonObject { ["release"] = Convert.ToBase64String(compressed) },
        };
    }

    /// <exception cref="PipelineException">PIPE4122.</exception>
    public static ReleaseRecord Decode(JsonObject secret)
    {
        try
        {
            using var compressed = new GZipStream(new MemoryStream(Convert.FromBase64String(secret.Text("data", "release")!)), CompressionMode.Decompress);
            var content = JsonSerializer.Deserialize<Content>(compressed, Options)!;
            return new ReleaseRecord { Release = content.Release, Bodies = content.Bodies, Leftovers = content.Leftovers, ResourceVersion = secret.Text("metadata", "resourceVersion") };
        }
        catch (Exception error) when (error is JsonException or InvalidDataException or FormatException or ArgumentNullException)
        {
            throw new PipelineException(DeployErrors.UnreadableRelease, $"The release record Secret/{secret.Text("metadata", "namespace")}/{secret.Text("metadata", "name")} can't be read: {error.Message} Restore it, or delete it and so give up what it lists.", error);
        }
    }

    private static byte[] Compress(byte[] content)
    {
        using var buffer = new MemoryStream();
        using (var compressing = new GZipStream(buffer, CompressionLevel.SmallestSize))
            compressing.Write(content);
        return buffer.ToArray();
    }

    private sealed record Content(Release Release, IReadOnlyList<JsonObject> Bodies, IReadOnlyList<ObjectReference> Leftovers);
}
