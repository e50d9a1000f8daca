using System.Text.Json;
using Pipeline.Containers.Building;
using Pipeline.Errors;

namespace Pipeline.Components.Images;

/// <summary>What an image build left for later targets, which may run in another process.</summary>
/// <param name="Name">The repository's name.</param>
/// <param name="Digest">The manifest's digest.</param>
/// <param name="HasBase">False for an application layer alone.</param>
public sealed record ImageRecord(string Name, string Digest, bool HasBase)
{
    /// <summary>The tag.</summary>
    public string Version { get; init; } = "";

    /// <summary>The base image's digest; null without a base, and where a Dockerfile names it.</summary>
    public string? BaseDigest { get; init; }

    /// <summary><c>name@sha256:…</c>, below a registry if one is given.</summary>
    public string ReferenceIn(string? registry) => registry is null ? $"{Name}@{Digest}" : $"{registry}/{Name}@{Digest}";

    /// <summary>Writes the record of a built image.</summary>
    public static void Write(string path, BuiltImage image)
    {
        using var stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("name", image.Name);
        json.WriteString("version", image.Version);
        json.WriteString("digest", image.Digest.ToString());
        json.WriteString("configDigest", image.ConfigDigest.ToString());
        json.WriteBoolean("hasBase", image.HasBase);
        if (image.BaseDigest is { } baseDigest)
            json.WriteString("baseDigest", baseDigest.ToString());
        json.WriteNumber("sizeBytes", image.SizeBytes);
        json.WriteEndObject();
    }

    /// <summary>Reads a record.</summary>
    /// <exception cref="PipelineException">PIPE2023: there is none, or it is damaged.</exception>
    public static ImageRecord Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = json.RootElement;
            return new ImageRecord(root.GetProperty("name").GetString()!, root.GetProperty("digest").GetString()!, root.GetProperty("hasBase").GetBoolean())
            {
                Version = root.TryGetProperty("version", out var version) ? version.GetString() ?? "" : "",
                BaseDigest = root.TryGetProperty("baseDigest", out var digest) ? digest.GetString() : null,
            };
        }
        catch (Exception exception) when (exception is IOException or JsonException or KeyNotFoundException)
        {
            throw new PipelineException(ComponentErrors.NoImage, $"'{path}' doesn't say which image was built: {exception.Message} Run BuildImage.", exception);
        }
    }
}
