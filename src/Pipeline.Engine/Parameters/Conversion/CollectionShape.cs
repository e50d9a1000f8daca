using System.Collections;
using System.Reflection;

namespace Pipeline.Engine.Parameters.Conversion;

/// <summary>What a list, set or dictionary type holds, and how to make one.</summary>
internal sealed class CollectionShape
{
    private readonly Type _type;

    private CollectionShape(Type type, Type element, Type? key)
    {
        _type = type;
        Element = element;
        Key = key;
    }

    /// <summary>The type of an item, or of a dictionary's value.</summary>
    public Type Element { get; }

    /// <summary>The type of a dictionary's key; null for lists and sets.</summary>
    public Type? Key { get; }

    public static bool IsCollection(Type type) => Of(type) is not null;

    public static CollectionShape? Of(Type type)
    {
        if (type.IsArray)
            return type.GetArrayRank() == 1 ? new CollectionShape(type, type.GetElementType()!, null) : null;
        if (type == typeof(string) || !typeof(IEnumerable).IsAssignableFrom(type))
            return null;
        if (TextConversion.HasOne(type))
            return null;
        if (Implemented(type, typeof(IReadOnlyDictionary<,>)) is { } readOnly)
            return new CollectionShape(type, readOnly[1], readOnly[0]);
        if (Implemented(type, typeof(IDictionary<,>)) is { } dictionary)
            return new CollectionShape(type, dictionary[1], dictionary[0]);
        return Implemented(type, typeof(IEnumerable<>)) is { } list ? new CollectionShape(type, list[0], null) : null;
    }

    public object CreateList(IReadOnlyList<object?> items)
    {
        var array = Array.CreateInstance(Element, items.Count);
        for (var i = 0; i < items.Count; i++)
            array.SetValue(items[i], i);
        if (_type.IsInstanceOfType(array) && !IsMutableList())
            return array;
        if (_type.IsInterface)
        {
            var set = typeof(HashSet<>).MakeGenericType(Element);
            return Activator.CreateInstance(set.IsAssignableTo(_type) && !IsMutableList() ? set : typeof(List<>).MakeGenericType(Element), array)!;
        }

        var factory = _type.GetConstructor([typeof(IEnumerable<>).MakeGenericType(Element)]);
        if (factory is not null)
            return factory.Invoke([array]);
        throw new ConversionException(_type.Name, "a list type that can be made: an array, List, HashSet, or a type with a constructor from IEnumerable") { IsUnsupportedType = true };
    }

    public object CreateDictionary(IReadOnlyList<(object Key, object? Value)> entries)
    {
        var type = _type.IsInterface ? typeof(Dictionary<,>).MakeGenericType(Key!, Element) : _type;
        if (type.GetConstructor(BindingFlags.Public | BindingFlags.Instance, []) is null || Activator.CreateInstance(type) is not IDictionary dictionary)
            throw new ConversionException(_type.Name, "a dictionary type that can be made: Dictionary, or an interface that it implements") { IsUnsupportedType = true };
        foreach (var (key, value) in entries)
            dictionary[key] = value;
        return dictionary;
    }

    // Arrays implement IList, but throw when something is added.
    private bool IsMutableList() =>
        _type.IsGenericType && (_type.GetGenericTypeDefinition() == typeof(IList<>) || _type.GetGenericTypeDefinition() == typeof(ICollection<>));

    private static Type[]? Implemented(Type type, Type definition)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == definition)
            return type.GetGenericArguments();
        foreach (var candidate in type.GetInterfaces())
        {
            if (candidate.IsGenericType && candidate.GetGenericTypeDefinition() == definition)
                return candidate.GetGenericArguments();
        }

        return null;
    }
}
