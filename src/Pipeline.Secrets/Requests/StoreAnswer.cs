using System.Text.Json;

namespace Pipeline.Secrets.Requests;

/// <summary>What a store answered. The body may hold a secret: it is parsed, never shown.</summary>
internal sealed class StoreAnswer(int status, string body, TimeSpan? retryAfter, string? errorType)
{
    public int Status => status;

    public string Body => body;

    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>What <c>x-amzn-ErrorType</c> says.</summary>
    public string? ErrorType => errorType;

    public bool IsSuccess => status is >= 200 and < 300;

    /// <summary>The body's JSON object; an empty one where it is none.</summary>
    public JsonElement Json()
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : default;
        }
        catch (JsonException)
        {
            // Its message would show a piece of the body.
            return default;
        }
    }
}
