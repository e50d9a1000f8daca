using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Errors;

namespace Pipeline.Secrets;

/// <summary>Writes <c>***</c> for a secret, and refuses to read one: a secret comes from a secret store, not from a JSON file.</summary>
internal sealed class SecretJsonConverter : JsonConverter<Secret>
{
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new PipelineException(SecretErrors.NotReadFromJson,
            "A secret can't be read from JSON: what was written there is a mask or a leak. Name it by a reference (secret://area/name) and read it from the secret store.");

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Secret.Mask);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) =>
        writer.WritePropertyName(Secret.Mask);
}
