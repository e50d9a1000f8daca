using System.Buffers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Listing;
using Pipeline.Embedded.Kubernetes.Listing.Tables;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Storing;
using Pipeline.Embedded.Kubernetes.Watching;

namespace Pipeline.Embedded.Kubernetes.Serving;

/// <summary>Writes a watch: one JSON object a line, sent as soon as nothing more is waiting.</summary>
internal sealed class WatchAnswer(HttpContext context, ResourceType type)
{
    private const int FlushBytes = 32 * 1024;
    private readonly Representation _representation = Accepted.Of(context.Request.Headers.Accept.ToString());

    public async Task WriteAsync(IAsyncEnumerable<WatchEvent> events, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = 200;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-cache, private";
        await context.Response.StartAsync(cancellationToken).ConfigureAwait(false);
        var writer = context.Response.BodyWriter;
        await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        var reader = events.GetAsyncEnumerator(cancellationToken);
        await using (reader.ConfigureAwait(false))
        {
            var waiting = 0;
            while (true)
            {
                var next = reader.MoveNextAsync();
                if (waiting > 0 && (!next.IsCompleted || waiting > FlushBytes))
                {
                    waiting = 0;
                    await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
                }

                if (!await next.ConfigureAwait(false))
                    break;
                waiting += Write(writer, reader.Current);
            }
        }

        await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private int Write(IBufferWriter<byte> writer, WatchEvent told)
    {
        var line = new ArrayBufferWriter<byte>(256 + (told.Value?.Body.Length ?? 0));
        line.Write("{\"type\":\""u8);
        line.Write(System.Text.Encoding.ASCII.GetBytes(told.Type));
        line.Write("\",\"object\":"u8);
        if (told.Error is { } error)
            Answers.Write(line, StatusJson.Of(error));
        else if (told.Value is { } value)
            WriteValue(line, value.Version == told.Version ? value : Stamped(value, told.Version));
        else
            WriteBookmark(line, told);
        line.Write("}\n"u8);
        writer.Write(line.WrittenSpan);
        return line.WrittenCount;
    }

    private void WriteValue(ArrayBufferWriter<byte> line, StoredObject value)
    {
        switch (_representation)
        {
            case Representation.Table:
                Answers.Write(line, TableView.Of(type, [value], Answers.IncludeObject(context), Answers.Now(context)));
                break;
            case Representation.Metadata:
                Answers.Write(line, PartialMetadata.Of(value));
                break;
            default:
                Answers.WriteObject(line, type, value, isTyped: true);
                break;
        }
    }

    private void WriteBookmark(ArrayBufferWriter<byte> line, WatchEvent told)
    {
        var metadata = new JsonObject { ["resourceVersion"] = ObjectJson.Version(told.Version) };
        if (told.IsInitialEnd)
            metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        var (apiVersion, kind) = _representation switch
        {
            Representation.Metadata => ("meta.k8s.io/v1", "PartialObjectMetadata"),
            Representation.Table => ("meta.k8s.io/v1", "Table"),
            _ => (type.ApiVersion, type.Kind),
        };
        Answers.Write(line, new JsonObject { ["kind"] = kind, ["apiVersion"] = apiVersion, ["metadata"] = metadata });
    }

    // The last state of an object that no longer matches goes out with the version that it stopped with.
    private static StoredObject Stamped(StoredObject value, long version)
    {
        var copy = (JsonObject)value.Value.DeepClone();
        ObjectMetadata.Of(copy)["resourceVersion"] = ObjectJson.Version(version);
        return new StoredObject(value.NamespaceName, value.Name, version, copy, ObjectJson.Body(copy));
    }
}
