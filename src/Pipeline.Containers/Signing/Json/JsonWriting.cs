using System.Text.Json.Nodes;

namespace Pipeline.Containers.Signing.Json;

/// <summary>Fields that are left out where there is nothing to say, as in-toto's formats have it.</summary>
internal static class JsonWriting
{
    extension(JsonObject json)
    {
        public void Put(string name, string? value)
        {
            if (value is not null)
                json[name] = value;
        }

        public void Put(string name, DateTimeOffset? time)
        {
            if (time is { } value)
                json[name] = Timestamp.Text(value);
        }

        public void Put(string name, int? number)
        {
            if (number is { } value)
                json[name] = value;
        }

        public void Put(string name, double? number)
        {
            if (number is { } value)
                json[name] = value;
        }

        public void Put(string name, IReadOnlyDictionary<string, string> map)
        {
            if (map.Count > 0)
                json[name] = new JsonObject(map.Select(x => KeyValuePair.Create(x.Key, (JsonNode?)x.Value)));
        }

        public void Put(string name, IReadOnlyList<string> texts)
        {
            if (texts.Count > 0)
                json[name] = new JsonArray([.. texts.Select(x => (JsonNode)x)]);
        }

        public void Put(string name, IEnumerable<JsonObject> items)
        {
            if (items.ToArray<JsonNode?>() is { Length: > 0 } array)
                json[name] = new JsonArray(array);
        }
    }
}
