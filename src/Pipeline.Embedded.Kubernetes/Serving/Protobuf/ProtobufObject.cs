using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Serving.Protobuf;

/// <summary>
/// Objects in Kubernetes' protobuf, as clients made with Go's typed client send them (<c>kubectl create configmap</c>, controllers). Answers are JSON:
/// these clients take both.
/// </summary>
internal static class ProtobufObject
{
    public const string MediaType = "application/vnd.kubernetes.protobuf";

    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    /// <exception cref="ApiRefusal">It is no object, or of a kind without protobuf.</exception>
    public static JsonObject Parse(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Magic))
            throw Refusals.BadRequest("provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
        try
        {
            var (apiVersion, kind, raw) = Envelope(bytes[Magic.Length..]);
            var message = MessageCatalog.Find(MessageCatalog.NameOf(apiVersion, kind))
                ?? throw Refusals.UnsupportedMediaType($"the body of the request was in an unknown format - accepted media types for {kind} in {apiVersion} include: application/json, application/yaml");
            var value = new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind };
            Read(raw, message, value);
            return value;
        }
        catch (Exception exception) when (exception is FormatException or JsonException or DecoderFallbackException)
        {
            throw Refusals.BadRequest($"the object provided is unrecognized (must be of type Protobuf): {exception.Message}");
        }
    }

    private static (string ApiVersion, string Kind, byte[] Raw) Envelope(ReadOnlySpan<byte> bytes)
    {
        var (apiVersion, kind) = ("", "");
        byte[] raw = [];
        var reader = new WireReader(bytes);
        while (reader.Read())
        {
            if (reader.Number == 2)
                raw = reader.Bytes.ToArray();
            if (reader.Number != 1)
                continue;
            var type = new WireReader(reader.Bytes);
            while (type.Read())
            {
                if (type.Number == 1)
                    apiVersion = Encoding.UTF8.GetString(type.Bytes);
                else if (type.Number == 2)
                    kind = Encoding.UTF8.GetString(type.Bytes);
            }
        }

        return (apiVersion, kind, raw);
    }

    private static void Read(ReadOnlySpan<byte> bytes, FrozenDictionary<int, MessageField> message, JsonObject into)
    {
        var reader = new WireReader(bytes);
        while (reader.Read())
        {
            if (!message.TryGetValue(reader.Number, out var field))
                continue;
            if (field.IsInline)
                Read(reader.Bytes, MessageCatalog.Find(field.Type)!, into);
            else if (field.IsMap)
                ReadEntry(reader.Bytes, field, into);
            else if (field.IsList)
                Items(into, field.Name).Add(Value(reader, field.Type));
            else if (Value(reader, field.Type) is { } value)
                into[field.Name] = value;
        }
    }

    private static JsonArray Items(JsonObject into, string name)
    {
        if (into[name] is not JsonArray items)
            into[name] = items = [];
        return items;
    }

    private static void ReadEntry(ReadOnlySpan<byte> bytes, MessageField field, JsonObject into)
    {
        if (into[field.Name] is not JsonObject map)
            into[field.Name] = map = [];
        var key = "";
        JsonNode? value = field.Type switch { "s" or "y" => "", "[]" => new JsonArray(), _ => null };
        var reader = new WireReader(bytes);
        while (reader.Read())
        {
            if (reader.Number == 1)
                key = Encoding.UTF8.GetString(reader.Bytes);
            else if (reader.Number == 2)
                value = Value(reader, field.Type);
        }

        map[key] = value;
    }

    private static JsonNode? Value(WireReader reader, string type)
    {
        switch (type)
        {
            case "s":
                return Encoding.UTF8.GetString(reader.Bytes);
            case "i":
                return (long)reader.Value;
            case "b":
                return reader.Value != 0;
            case "d":
                return BitConverter.UInt64BitsToDouble(reader.Value);
            case "y":
                return Convert.ToBase64String(reader.Bytes);
            case "q":
                return Texts(reader.Bytes).FirstOrDefault() ?? "0";
            case "r":
                return Raw(reader.Bytes);
            case "t" or "u":
                return Time(reader.Bytes, type == "u");
            case "o":
                return IntOrString(reader.Bytes);
            case "[]":
                return new JsonArray([.. Texts(reader.Bytes).Select(x => (JsonNode)x)]);
            default:
                var value = new JsonObject();
                Read(reader.Bytes, MessageCatalog.Find(type)!, value);
                return value;
        }
    }

    private static List<string> Texts(ReadOnlySpan<byte> bytes)
    {
        var texts = new List<string>();
        var reader = new WireReader(bytes);
        while (reader.Read())
        {
            if (reader.Number == 1)
                texts.Add(Encoding.UTF8.GetString(reader.Bytes));
        }

        return texts;
    }

    private static JsonNode? Raw(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        while (reader.Read())
        {
            if (reader.Number == 1)
                return reader.Bytes.IsEmpty ? null : JsonNode.Parse(reader.Bytes);
        }

        return null;
    }

    // A time that isn't set has no fields.
    private static JsonValue? Time(ReadOnlySpan<byte> bytes, bool isMicro)
    {
        if (bytes.IsEmpty)
            return null;
        var (seconds, nanoseconds) = (0L, 0L);
        var reader = new WireReader(bytes);
        while (reader.Read())
        {
            if (reader.Number == 1)
                seconds = (long)reader.Value;
            else if (reader.Number == 2)
                nanoseconds = (long)reader.Value;
        }

        var time = DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(nanoseconds / 100);
        return JsonValue.Create(isMicro ? time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture) : ObjectMetadata.Time(time));
    }

    private static JsonValue IntOrString(ReadOnlySpan<byte> bytes)
    {
        var (isText, number, text) = (false, 0L, "");
        var reader = new WireReader(bytes);
        while (reader.Read())
        {
            switch (reader.Number)
            {
                case 1:
                    isText = reader.Value == 1;
                    break;
                case 2:
                    number = (int)reader.Value;
                    break;
                case 3:
                    text = Encoding.UTF8.GetString(reader.Bytes);
                    break;
            }
        }

        return isText ? JsonValue.Create(text) : JsonValue.Create(number);
    }
}
