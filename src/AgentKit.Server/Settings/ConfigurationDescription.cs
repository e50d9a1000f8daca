using System.Text;
using System.Text.Json;

namespace AgentKit.Server.Settings;

/// <summary>The catalogue as JSON, for the build: documentation and the drift check against the manifests are made from it.</summary>
internal static class ConfigurationDescription
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n" };

    public static string Write(IReadOnlyList<Setting> settings)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("service", "AgentKit.Server");
            json.WriteStartArray("settings");
            foreach (var setting in settings)
            {
                json.WriteStartObject();
                json.WriteString("name", setting.Name);
                json.WriteString("description", setting.Description);
                json.WriteString("type", setting.Type);
                json.WriteString("default", setting.Default);
                json.WriteString("example", setting.Example);
                json.WriteBoolean("secret", setting.IsSecret);
                json.WriteBoolean("required", setting.IsRequired);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
