using Nuke.Common.IO;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Nuke.Utilities.Text.Yaml;

/// <summary>YAML, by YamlDotNet.</summary>
public static class YamlExtensions
{
#pragma warning disable CA2211 // NUKE has these as fields that a build sets.
    /// <summary>How YAML is written where a call doesn't say: names in camel case.</summary>
    public static SerializerBuilder DefaultSerializerBuilder = new SerializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance);

    /// <summary>How YAML is read where a call doesn't say: names in camel case.</summary>
    public static DeserializerBuilder DefaultDeserializerBuilder = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance);
#pragma warning restore CA2211

    /// <summary>The object as YAML.</summary>
    public static string ToYaml<T>(this T obj, SerializerBuilder? serializerBuilder = null)
        => (serializerBuilder ?? DefaultSerializerBuilder).Build().Serialize(obj, typeof(T));

    /// <summary>The object that the text describes.</summary>
    public static T GetYaml<T>(this string content, DeserializerBuilder? deserializerBuilder = null)
        => (deserializerBuilder ?? DefaultDeserializerBuilder).Build().Deserialize<T>(content);

    /// <summary>Writes the object to a file.</summary>
    public static AbsolutePath WriteYaml<T>(this AbsolutePath path, T obj, SerializerBuilder? serializerBuilder = null)
        => path.WriteAllText(obj.ToYaml(serializerBuilder));

    /// <summary>Reads an object from a file.</summary>
    /// <exception cref="Pipeline.Errors.PipelineException">The file isn't YAML, or doesn't fit the type (PIPE1007).</exception>
    public static T ReadYaml<T>(this AbsolutePath path, DeserializerBuilder? deserializerBuilder = null)
        => FormatReader.Read(path, "YAML", x => x.GetYaml<T>(deserializerBuilder));

    /// <summary>Reads an object from a file, changes it, and writes it back.</summary>
    public static AbsolutePath UpdateYaml<T>(
        this AbsolutePath path,
        Action<T> update,
        DeserializerBuilder? deserializerBuilder = null,
        SerializerBuilder? serializerBuilder = null)
    {
        var obj = path.ReadYaml<T>(deserializerBuilder);
        update(obj);
        return path.WriteYaml(obj, serializerBuilder);
    }
}
