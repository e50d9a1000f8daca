using System.Text.Json;
using Pipeline.Components.Images;
using Pipeline.Containers;
using Pipeline.Containers.Scanning.Running;
using Pipeline.Errors;

namespace Pipeline.Components.Scanning;

/// <summary>The checked-in file that says which Trivy is run: <c>{ "version": …, "image": …@sha256:…, "binaries": ["sha256:…"] }</c>.</summary>
internal static class TrivyLock
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false };

    /// <summary>The pin; null where there is no such file.</summary>
    /// <exception cref="PipelineException">PIPE2211; PIPE3306 where it pins nothing.</exception>
    public static async Task<TrivyPin?> ReadAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
            return null;
        try
        {
            var content = JsonSerializer.Deserialize<Content>(await File.ReadAllTextAsync(file, cancellationToken), s_options) ?? throw new JsonException("it is null");
            var pin = new TrivyPin { Version = content.Version, Image = content.Image, Binaries = [.. content.Binaries.Select(Digest.Parse)] };
            pin.Require();
            return pin;
        }
        catch (JsonException error)
        {
            throw new PipelineException(ImageComponentErrors.InvalidTrivyLock, $"'{file}' can't be read: {error.Message} Write {{ \"version\": \"0.75.0\", \"image\": \"aquasec/trivy:0.75.0@sha256:…\", \"binaries\": [\"sha256:…\"] }}.", error) { ExitCode = 2 };
        }
    }

    private sealed record Content
    {
        public required string Version { get; init; }

        public string? Image { get; init; }

        public IReadOnlyList<string> Binaries { get; init; } = [];
    }
}
