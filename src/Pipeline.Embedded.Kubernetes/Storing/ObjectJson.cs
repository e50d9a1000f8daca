using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Storing;

/// <summary>How objects are written as JSON: the type first, then metadata in the order that the API server has for it, then the rest as it stands.</summary>
internal static class ObjectJson
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly string[] s_metadataOrder =
    [
        "name", "generateName", "namespace", "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp",
        "deletionGracePeriodSeconds", "labels", "annotations", "ownerReferences", "finalizers", "managedFields",
    ];

    /// <summary>The object without the outer braces, <c>kind</c> and <c>apiVersion</c>.</summary>
    public static ReadOnlyMemory<byte> Body(JsonObject value)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, s_options))
        {
            writer.WriteStartObject();
            if (value["metadata"] is JsonObject metadata)
            {
                writer.WritePropertyName("metadata");
                WriteMetadata(writer, metadata);
            }

            foreach (var (name, member) in value)
            {
                if (name is "kind" or "apiVersion" or "metadata")
                    continue;
                writer.WritePropertyName(name);
                Write(writer, member);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenMemory[1..^1];
    }

    /// <summary>What stands before <see cref="StoredObject.Body"/> in a whole object.</summary>
    public static byte[] Prefix(string apiVersion, string kind) =>
        [.. "{\"kind\":"u8, .. JsonSerializer.SerializeToUtf8Bytes(kind), .. ",\"apiVersion\":"u8, .. JsonSerializer.SerializeToUtf8Bytes(apiVersion), .. ","u8];

    /// <summary>Any JSON as it is sent.</summary>
    public static byte[] Bytes(JsonNode? value)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, s_options))
            Write(writer, value);
        return buffer.WrittenSpan.ToArray();
    }

    public static string Version(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static void WriteMetadata(Utf8JsonWriter writer, JsonObject metadata)
    {
        writer.WriteStartObject();
        foreach (var name in s_metadataOrder)
        {
            if (!metadata.TryGetPropertyValue(name, out var member))
                continue;
            writer.WritePropertyName(name);
            Write(writer, member);
        }

        foreach (var (name, member) in metadata)
        {
            if (Array.IndexOf(s_metadataOrder, name) >= 0)
                continue;
            writer.WritePropertyName(name);
            Write(writer, member);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, JsonNode? value)
    {
        if (value is null)
            writer.WriteNullValue();
        else
            value.WriteTo(writer);
    }
}
