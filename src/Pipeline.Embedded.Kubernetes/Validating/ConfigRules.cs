using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Rules of ConfigMaps and Secrets.</summary>
internal static class ConfigRules
{
    private const int MaxBytes = 1024 * 1024;

    /// <summary>A ConfigMap.</summary>
    public static void ConfigMap(FieldErrors errors, JsonObject value)
    {
        foreach (var (key, _) in value.Entries("data"))
        {
            errors.Check($"data[{key}]", key, NameRules.ConfigKey(key));
            if (value.Fields("binaryData")?.ContainsKey(key) == true)
                errors.Invalid($"data[{key}]", key, "duplicate of key present in binaryData");
        }
        foreach (var (key, _) in value.Entries("binaryData"))
            errors.Check($"binaryData[{key}]", key, NameRules.ConfigKey(key));
        if (value.Entries("data").Sum(entry => (long)Encoding.UTF8.GetByteCount(entry.Value.AsText() ?? "")) + DecodedBytes(value, "binaryData") > MaxBytes)
            errors.TooLong("[]", MaxBytes);
    }

    /// <summary>A change of a ConfigMap.</summary>
    public static void ConfigMapUpdate(FieldErrors errors, JsonObject value, JsonObject old) => Immutable(errors, value, old, "data", "binaryData");

    /// <summary>A Secret.</summary>
    public static void Secret(FieldErrors errors, JsonObject value)
    {
        foreach (var (key, _) in value.Entries("data"))
            errors.Check($"data[{key}]", key, NameRules.ConfigKey(key));
        if (DecodedBytes(value, "data") > MaxBytes)
            errors.TooLong("data", MaxBytes);
        switch (value.Text("type"))
        {
            case "kubernetes.io/service-account-token":
                if (value.Fields("metadata").Fields("annotations").Text("kubernetes.io/service-account.name") is not { Length: > 0 })
                    errors.Required("metadata.annotations[kubernetes.io/service-account.name]");
                break;
            case "kubernetes.io/dockerconfigjson":
                Document(errors, value, ".dockerconfigjson");
                break;
            case "kubernetes.io/dockercfg":
                Document(errors, value, ".dockercfg");
                break;
            case "kubernetes.io/basic-auth":
                if (value.Fields("data")?["username"] is null && value.Fields("data")?["password"] is null)
                {
                    errors.Required("data[username]");
                    errors.Required("data[password]");
                }
                break;
            case "kubernetes.io/ssh-auth":
                Key(errors, value, "ssh-privatekey");
                break;
            case "kubernetes.io/tls":
                Key(errors, value, "tls.crt");
                Key(errors, value, "tls.key");
                break;
        }
    }

    /// <summary>A change of a Secret.</summary>
    public static void SecretUpdate(FieldErrors errors, JsonObject value, JsonObject old)
    {
        if (value.Text("type") != old.Text("type"))
            errors.Invalid("type", value["type"], "field is immutable");
        Immutable(errors, value, old, "data");
    }

    private static void Immutable(FieldErrors errors, JsonObject value, JsonObject old, params string[] fields)
    {
        if (old.Flag("immutable") != true)
            return;
        const string refusal = "field is immutable when `immutable` is set";
        if (value.Flag("immutable") != true)
            errors.Forbidden("immutable", refusal);
        foreach (var name in fields)
        {
            if (!JsonNode.DeepEquals(value[name], old[name]))
                errors.Forbidden(name, refusal);
        }
    }

    private static void Key(FieldErrors errors, JsonObject value, string key)
    {
        if (value.Fields("data")?.ContainsKey(key) != true)
            errors.Required($"data[{key}]");
    }

    private static void Document(FieldErrors errors, JsonObject value, string key)
    {
        if (value.Fields("data").Text(key) is not { } text)
        {
            errors.Required($"data[{key}]");
            return;
        }
        try
        {
            JsonNode.Parse(Convert.FromBase64String(text));
        }
        catch (JsonException mistake)
        {
            errors.Invalid($"data[{key}]", "<secret contents redacted>", mistake.Message);
        }
    }

    /// <summary>How many bytes the values in base 64 stand for.</summary>
    private static long DecodedBytes(JsonObject value, string name) => value.Entries(name).Sum(entry => (entry.Value.AsText() ?? "").AsSpan().TrimEnd('=').Length * 3L / 4);
}
