using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using AgentKit.Server.Problems;

namespace AgentKit.Server.Json;

/// <summary>
/// A request's body that is one JSON object. Endpoints take it as a parameter and read its fields with <see cref="FieldReader"/>; what the
/// object may hold is told by <c>.Accepts&lt;T&gt;("application/json")</c>.
/// </summary>
internal sealed class JsonBody
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false, AllowTrailingCommas = false, CommentHandling = JsonCommentHandling.Disallow };

    private JsonBody(JsonObject content) => Content = content;

    public JsonObject Content { get; }

    public static async ValueTask<JsonBody> BindAsync(HttpContext context)
    {
        // Routing refuses other types, and lets pass what says none.
        if (string.IsNullOrEmpty(context.Request.ContentType))
            throw new ProblemException(StatusProblems.Of(StatusCodes.Status415UnsupportedMediaType));
        return Parse(await RequestBytes.ReadAsync(context));
    }

    public static JsonBody Parse(ReadOnlyMemory<byte> bytes)
    {
        if (!Utf8.IsValid(bytes.Span))
            throw Malformed("It has bytes that aren't UTF-8.");

        try
        {
            return JsonNode.Parse(bytes.Span, documentOptions: Strict) is JsonObject content
                ? new JsonBody(content)
                : throw Malformed("It must be a JSON object.");
        }
        catch (JsonException error)
        {
            // The message may repeat what was sent; the place is enough.
            throw Malformed($"It isn't JSON as RFC 8259 says, has a property twice, or is nested more than {Strict.MaxDepth} deep: line {error.LineNumber + 1}, byte {error.BytePositionInLine}.");
        }
    }

    private static ProblemException Malformed(string detail) =>
        new(Problem.Of(StatusCodes.Status400BadRequest, "malformed-json", "The body isn't a JSON object", detail));
}
