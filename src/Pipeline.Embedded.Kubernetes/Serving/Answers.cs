using System.Buffers;
using System.Text.Json.Nodes;
using k8s.Models;
using Microsoft.AspNetCore.Http;
using Pipeline.Embedded.Kubernetes.CustomResources;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Listing;
using Pipeline.Embedded.Kubernetes.Listing.Tables;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Serving;

/// <summary>Writes answers.</summary>
internal static class Answers
{
    public static Task ObjectAsync(HttpContext context, ResourceType type, StoredObject value, int code = 200)
    {
        var buffer = new ArrayBufferWriter<byte>(value.Body.Length + 128);
        switch (Accepted.Of(context.Request.Headers.Accept.ToString()))
        {
            case Representation.Table:
                buffer.Write(ObjectJson.Bytes(TableView.Of(type, [value], IncludeObject(context), Now(context))));
                break;
            case Representation.Metadata:
                Write(buffer, PartialMetadata.Of(value));
                break;
            default:
                WriteObject(buffer, type, value, isTyped: true);
                break;
        }

        return BytesAsync(context, code, buffer.WrittenMemory);
    }

    public static Task ListAsync(HttpContext context, ResourceType type, ListPage page)
    {
        var representation = Accepted.Of(context.Request.Headers.Accept.ToString());
        var metadata = new JsonObject { ["resourceVersion"] = ObjectJson.Version(page.Version) };
        if (page.Continue is { } next)
            metadata["continue"] = next;
        else if (type.IsCustom)
            metadata["continue"] = "";
        if (page.Remaining is { } remaining)
            metadata["remainingItemCount"] = remaining;
        if (representation == Representation.Table)
        {
            var table = TableView.Of(type, page.Items, IncludeObject(context), Now(context));
            table["metadata"] = metadata;
            return JsonAsync(context, 200, table);
        }

        var buffer = new ArrayBufferWriter<byte>(256 + page.Items.Sum(x => x.Body.Length + 16));
        var (apiVersion, kind) = representation == Representation.Metadata ? ("meta.k8s.io/v1", "PartialObjectMetadataList") : (type.ApiVersion, type.ListKind);
        buffer.Write(ObjectJson.Prefix(apiVersion, kind));
        buffer.Write("\"metadata\":"u8);
        Write(buffer, metadata);
        buffer.Write(",\"items\":["u8);
        for (var i = 0; i < page.Items.Count; i++)
        {
            if (i > 0)
                buffer.Write(","u8);
            if (representation == Representation.Metadata)
                Write(buffer, PartialMetadata.Of(page.Items[i]));
            else
                WriteObject(buffer, type, page.Items[i], type.IsCustom);
        }

        buffer.Write("]}"u8);
        return BytesAsync(context, 200, buffer.WrittenMemory);
    }

    public static Task RefusalAsync(HttpContext context, V1Status status)
    {
        if (status.Details?.RetryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return JsonAsync(context, status.Code ?? 500, StatusJson.Of(status));
    }

    public static Task JsonAsync(HttpContext context, int code, JsonNode value) => BytesAsync(context, code, ObjectJson.Bytes(value));

    public static async Task BytesAsync(HttpContext context, int code, ReadOnlyMemory<byte> bytes, string mediaType = "application/json")
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = mediaType;
        context.Response.ContentLength = bytes.Length;
        context.Response.Headers.CacheControl = "no-cache, private";
        await context.Response.BodyWriter.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
    }

    public static void Warn(HttpContext context, IEnumerable<string> warnings)
    {
        foreach (var warning in warnings.Distinct())
        {
            // A header takes no other letters.
            var text = string.Concat(warning.Select(x => char.IsAscii(x) && !char.IsControl(x) ? x : '?'));
            context.Response.Headers.Append("Warning", $"299 - \"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
        }
    }

    /// <summary>An object in the version that is asked for; its type is left out in lists of built-in kinds.</summary>
    public static void WriteObject(IBufferWriter<byte> buffer, ResourceType type, StoredObject value, bool isTyped)
    {
        var body = Conversion.IsStoredAs(type, value.Value) ? value.Body : ObjectJson.Body(Conversion.ToServed(type, value.Value));
        if (isTyped)
            buffer.Write(type.Prefix);
        else
            buffer.Write("{"u8);
        buffer.Write(body.Span);
        buffer.Write("}"u8);
    }

    /// <summary>What a row of a table says of its object: <c>None</c>, <c>Metadata</c> or <c>Object</c>.</summary>
    public static string IncludeObject(HttpContext context) => new RequestQuery(context.Request).Text("includeObject") ?? "Metadata";

    /// <summary>The clock's time as the router noted it.</summary>
    public static DateTimeOffset Now(HttpContext context) => ((TimeProvider)context.Items[typeof(TimeProvider)]!).GetUtcNow();

    public static void Write(IBufferWriter<byte> buffer, JsonNode value) => buffer.Write(ObjectJson.Bytes(value));
}
