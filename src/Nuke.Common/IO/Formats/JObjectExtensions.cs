using Newtonsoft.Json.Linq;

namespace Nuke.Common.Utilities;

/// <summary>Reads properties of JSON objects.</summary>
public static class JObjectExtensions
{
#nullable disable annotations // As in NUKE: builds don't check.
    /// <summary>A property's value, or the type's default if there is no such property.</summary>
    public static T GetPropertyValueOrNull<T>(this JObject jobject, string name) => jobject.Property(name) is { } property ? property.Value.Value<T>()! : default!;
#nullable restore annotations

    /// <summary>A property's value.</summary>
    /// <exception cref="ArgumentException">There is no such property.</exception>
    public static T GetPropertyValue<T>(this JObject jobject, string name)
        => jobject.Property(name).NotNull($"Property '{name}' not found. There are: {jobject.Properties().Select(x => x.Name).JoinCommaSpace()}").Value.Value<T>()!;

    /// <summary>A property that is an object.</summary>
    /// <exception cref="ArgumentException">There is no such property.</exception>
    public static JObject GetPropertyValue(this JObject jobject, string name) => jobject.GetPropertyValue<JObject>(name);

    /// <summary>A property that is text.</summary>
    /// <exception cref="ArgumentException">There is no such property.</exception>
    public static string GetPropertyStringValue(this JObject jobject, string name) => jobject.GetPropertyValue<string>(name);

    /// <summary>The items of a property that is an array.</summary>
    /// <exception cref="ArgumentException">There is no such property.</exception>
    public static JEnumerable<T> GetChildren<T>(this JObject jobject, string name)
        where T : JToken
        => jobject.GetPropertyValue<JArray>(name).Children<T>();

    /// <summary>The objects in a property that is an array.</summary>
    /// <exception cref="ArgumentException">There is no such property.</exception>
    public static JEnumerable<JObject> GetChildren(this JObject jobject, string name) => jobject.GetChildren<JObject>(name);
}
