using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Patching;
using Pipeline.Embedded.Kubernetes.Serving.Protobuf;
using Pipeline.Embedded.Kubernetes.Storing;
using Pipeline.Embedded.Kubernetes.Validating;

namespace Pipeline.Embedded.Kubernetes.Serving;

/// <summary>What a client sent. <paramref name="MediaType"/>: without its parameters.</summary>
internal sealed record RequestBody(ReadOnlyMemory<byte> Bytes, string MediaType)
{
    /// <summary>The API server's own limit.</summary>
    public const long MaxBytes = 3 * 1024 * 1024;

    /// <exception cref="ApiRefusal">413.</exception>
    public static async Task<RequestBody> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.ContentLength > MaxBytes)
            throw Refusals.TooLarge(MaxBytes);
        using var buffer = new MemoryStream((int)(request.ContentLength ?? 1024));
        var chunk = new byte[16384];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, context.RequestAborted).ConfigureAwait(false)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > MaxBytes)
                throw Refusals.TooLarge(MaxBytes);
        }

        var type = (request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        return new RequestBody(buffer.ToArray(), type.Length == 0 ? "application/json" : type);
    }

    /// <summary>An object, with its mistakes reported as the options say.</summary>
    public JsonObject Object(ResourceType type, WriteOptions options)
    {
        if (MediaType is not ("application/json" or "application/yaml" or "application/apply-patch+yaml" or "text/plain" or "application/octet-stream" or ProtobufObject.MediaType))
            throw Refusals.UnsupportedMediaType($"the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf");
        if (Bytes.IsEmpty)
            throw Refusals.BadRequest("the body of the request was empty");
        var value = Parse(out var duplicates);
        if (Mistakes(value, type, options, duplicates) is { Count: > 0 } mistakes)
            throw Refusals.BadRequest($"{type.Kind} in version \"{type.Version}\" cannot be handled as a {type.Kind}: strict decoding error: {string.Join(", ", mistakes)}");
        return value;
    }

    /// <summary>Refuses a patched object with fields that its kind doesn't have, or tells of them.</summary>
    public void CheckPatched(JsonObject value, ResourceType type, WriteOptions options)
    {
        if (Mistakes(value, type, options, []) is not { Count: > 0 } mistakes)
            return;
        var patch = Encoding.UTF8.GetString(Bytes.Span);
        throw Refusals.Invalid("", "", "", new FieldCause("FieldValueInvalid", $"Invalid value: {Encoding.UTF8.GetString(ObjectJson.Bytes(patch))}: strict decoding error: {string.Join(", ", mistakes)}", "patch"));
    }

    // What must be refused; what is only told of goes to the warnings.
    private static List<string> Mistakes(JsonObject value, ResourceType type, WriteOptions options, IReadOnlyList<string> duplicates)
    {
        if (options.FieldValidation == FieldValidation.Ignore)
            return [];
        var mistakes = duplicates.Concat(StrictFields.Find(value, type.Schema)).ToList();
        if (options.FieldValidation == FieldValidation.Strict)
            return mistakes;
        options.Warnings.AddRange(mistakes);
        return [];
    }

    /// <summary>A patch, which needn't be an object.</summary>
    public JsonNode Patch()
    {
        try
        {
            return JsonNode.Parse(Bytes.Span) ?? throw Refusals.BadRequest("the patch is null");
        }
        catch (JsonException exception)
        {
            throw Refusals.BadRequest($"error decoding patch: {exception.Message}");
        }
    }

    public JsonObject Parse(out IReadOnlyList<string> duplicates)
    {
        duplicates = [];
        if (MediaType == ProtobufObject.MediaType)
            return ProtobufObject.Parse(Bytes.Span);
        try
        {
            return StrictFields.Parse(Bytes.Span, MediaType.Contains("json", StringComparison.Ordinal) ? "application/json" : "application/yaml", out duplicates);
        }
        catch (PatchException exception)
        {
            throw Refusals.From(exception);
        }
        catch (JsonException exception)
        {
            throw Refusals.BadRequest($"the object provided is unrecognized (must be of type JSON): {exception.Message}");
        }
    }
}
