using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Containers.Engines;

/// <summary>The engine's words in an error's body: <c>{"message":"no such image"}</c>.</summary>
internal static class EngineMessage
{
    public static string Of(string? body)
    {
        try
        {
            return ((string?)JsonNode.Parse(body ?? "")?["message"] ?? body ?? "").Trim().TrimEnd('.');
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return (body ?? "").Trim().TrimEnd('.');
        }
    }
}
