using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Nuke.Common.IO;

namespace Nuke.Common.Utilities;

/// <summary>JSON, by Newtonsoft.Json.</summary>
public static class JsonExtensions
{
#pragma warning disable CA2211 // NUKE has this as a field that a build sets.
    /// <summary>How JSON is read and written where a call doesn't say: indented, without nulls and defaults.</summary>
    public static JsonSerializerSettings DefaultSerializerSettings = new()
    {
        Formatting = Formatting.Indented,
        NullValueHandling = NullValueHandling.Ignore,
        DefaultValueHandling = DefaultValueHandling.Ignore,
        ContractResolver = new AllWritableContractResolver(),
    };
#pragma warning restore CA2211

    /// <summary>The object as JSON.</summary>
    public static string ToJson<T>(this T obj, JsonSerializerSettings? serializerSettings = null)
        => JsonConvert.SerializeObject(obj, serializerSettings ?? DefaultSerializerSettings);

    /// <summary>The object that the text describes.</summary>
    public static T GetJson<T>(this string content, JsonSerializerSettings? serializerSettings = null)
        => JsonConvert.DeserializeObject<T>(content, serializerSettings ?? DefaultSerializerSettings)!;

    /// <summary>The object that the text describes.</summary>
    public static JObject GetJson(this string content, JsonSerializerSettings? serializerSettings = null) => content.GetJson<JObject>(serializerSettings);

    /// <summary>Writes the object to a file.</summary>
    public static AbsolutePath WriteJson<T>(this AbsolutePath path, T obj, JsonSerializerSettings? serializerSettings = null)
        => path.WriteAllText(obj.ToJson(serializerSettings));

    /// <summary>Reads an object from a file.</summary>
    /// <exception cref="Pipeline.Errors.PipelineException">The file isn't JSON, or doesn't fit the type (PIPE1007).</exception>
    public static T ReadJson<T>(this AbsolutePath path, JsonSerializerSettings? serializerSettings = null)
        => FormatReader.Read(path, "JSON", x => x.GetJson<T>(serializerSettings));

    /// <summary>Reads an object from a file.</summary>
    /// <exception cref="Pipeline.Errors.PipelineException">The file isn't a JSON object (PIPE1007).</exception>
    public static JObject ReadJson(this AbsolutePath path, JsonSerializerSettings? serializerSettings = null) => path.ReadJson<JObject>(serializerSettings);

    /// <summary>Reads an object from a file, changes it, and writes it back.</summary>
    public static AbsolutePath UpdateJson<T>(this AbsolutePath path, Action<T> update, JsonSerializerSettings? serializerSettings = null)
    {
        var obj = path.ReadJson<T>(serializerSettings);
        update(obj);
        return path.WriteJson(obj, serializerSettings);
    }

    /// <summary>Reads an object from a file, changes it, and writes it back.</summary>
    public static AbsolutePath UpdateJson(this AbsolutePath path, Action<JObject> update, JsonSerializerSettings? serializerSettings = null)
        => path.UpdateJson<JObject>(update, serializerSettings);
}
