using System.Text.Json;

namespace Pipeline.Secrets.Requests;

/// <summary>Reads what may not be there, as answers of servers have it.</summary>
internal static class JsonPath
{
    extension(JsonElement element)
    {
        /// <summary>The element below names; one of kind <c>Undefined</c> where there is none.</summary>
        public JsonElement At(params ReadOnlySpan<string> names)
        {
            var current = element;
            foreach (var name in names)
            {
                if (current.ValueKind != JsonValueKind.Object || !current.TryGetProperty(name, out current))
                    return default;
            }

            return current;
        }

        public bool IsObject => element.ValueKind == JsonValueKind.Object;

        public string? Text => element.ValueKind == JsonValueKind.String ? element.GetString() : null;

        public long? Integer => element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var number) ? number : null;

        public double? Number => element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var number) ? number : null;

        public bool IsTrue => element.ValueKind == JsonValueKind.True;

        public DateTimeOffset? Time => element.ValueKind == JsonValueKind.String && element.TryGetDateTimeOffset(out var time) ? time : null;

        public IEnumerable<JsonElement> Items => element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];
    }
}
