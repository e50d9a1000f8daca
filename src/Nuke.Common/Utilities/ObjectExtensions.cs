using System.Runtime.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Nuke.Common.Utilities;

/// <summary>For any object.</summary>
public static class ObjectExtensions
{
    /// <summary>What a function makes of it, so that calls stay in a chain.</summary>
    /// <param name="input">The object.</param>
    /// <param name="transform">What is made of it.</param>
    /// <param name="tieBreaker">Not used, see <see cref="When{T}"/>.</param>
    public static TOutput Apply<TInput, TOutput>(this TInput input, Func<TInput, TOutput> transform, bool tieBreaker = false) => transform(input);

    /// <summary>What a function makes of it if a condition holds; otherwise itself.</summary>
    /// <param name="input">The object.</param>
    /// <param name="condition">Whether to apply it.</param>
    /// <param name="transform">What is made of it.</param>
    /// <param name="tieBreaker">Not used. With both namespaces imported a call on tool options would be ambiguous; an optional parameter makes C# prefer the one for options.</param>
    public static T When<T>(this T input, bool condition, Func<T, T> transform, bool tieBreaker = false) => condition ? transform(input) : input;

    /// <summary>What a function makes of it and <paramref name="obj"/>, if that isn't <c>null</c>; otherwise itself.</summary>
    public static T WhenNotNull<T, TObject>(this T input, TObject? obj, Func<T, TObject, T> transform) => obj is null ? input : transform(input, obj);

    /// <summary>A copy by data contract: all public data, or what is marked with <see cref="DataMemberAttribute"/>.</summary>
    public static T Clone<T>(this T obj)
    {
        var serializer = new DataContractSerializer(typeof(T));
        using var stream = new MemoryStream();
        serializer.WriteObject(stream, obj);
        stream.Position = 0;
        return (T)serializer.ReadObject(stream)!;
    }

    /// <summary>The object as JSON.</summary>
    public static JObject ToJObject(this object obj, JsonSerializer? serializer = null)
        => JObject.FromObject(obj, serializer ?? JsonSerializer.CreateDefault());
}
