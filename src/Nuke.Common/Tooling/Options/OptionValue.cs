using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Nuke.Common.Tooling;

/// <summary>Reads and changes values of an <see cref="OptionBag"/>. Lists and dictionaries in a bag are never changed, only replaced.</summary>
internal static class OptionValue
{
    public static T? As<T>(object? value) => value switch
    {
        null => default,
        T typed => typed,
        _ => Convert<T>(value),
    };

    public static List<T> ListOf<T>(object? value) => value switch
    {
        null => [],
        IEnumerable<T> items => [.. items],
        _ => As<List<T>>(value)!,
    };

    public static Dictionary<TKey, TValue> MapOf<TKey, TValue>(object? value) where TKey : notnull => value switch
    {
        null => [],
        IEnumerable<KeyValuePair<TKey, TValue>> entries => new Dictionary<TKey, TValue>(entries),
        _ => As<Dictionary<TKey, TValue>>(value)!,
    };

    public static void AddAll<TKey, TValue>(Dictionary<TKey, TValue> map, IEnumerable<KeyValuePair<TKey, TValue>> entries) where TKey : notnull
    {
        foreach (var (key, value) in entries)
            map.Add(key, value);
    }

    // Only options of a user's own class come here, whose property and setter may differ in type (a List and an array, a double and an int).
    private static T? Convert<T>(object value)
    {
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        if (value is IConvertible && typeof(IConvertible).IsAssignableFrom(type))
            return (T)System.Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
        return JToken.FromObject(value).ToObject<T>();
    }
}
