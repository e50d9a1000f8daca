using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Containers.Signing.Json;

/// <summary>Reads JSON that two readers can't understand differently: no name twice, no broken text, nothing after the end, bounded depth.</summary>
internal static class StrictJson
{
    private const int MaxDepth = 128;

    /// <exception cref="FormatException">It isn't such JSON, or no object; the message says where.</exception>
    public static JsonObject Object(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = MaxDepth });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new FormatException("it is JSON, but no object");

            RequireText(document.RootElement);
            return JsonObject.Create(document.RootElement.Clone())!;
        }
        catch (JsonException error)
        {
            throw new FormatException($"it isn't valid JSON ({error.Message})", error);
        }
        catch (InvalidOperationException error)
        {
            throw new FormatException($"it has text that isn't valid Unicode ({error.Message})", error);
        }
    }

    // Half a surrogate pair (\ud800) is found only when the text is asked for.
    private static void RequireText(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    RequireText(property.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    RequireText(item);
                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
        }
    }
}
