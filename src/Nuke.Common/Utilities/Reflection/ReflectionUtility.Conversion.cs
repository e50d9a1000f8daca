using System.ComponentModel;

namespace Nuke.Common.Utilities;

public static partial class ReflectionUtility
{
    /// <summary>Converts text by the type's <see cref="TypeConverter"/>.</summary>
    public static T Convert<T>(string value) => (T)Convert(value, typeof(T))!;

    /// <summary>Converts a value by the destination's <see cref="TypeConverter"/>; one that already fits is returned as it is.</summary>
    public static object? Convert(object? value, Type destinationType)
    {
        if (destinationType.IsInstanceOfType(value))
            return value;
        if (value is null && destinationType == typeof(string))
            return null;

        try
        {
            return TypeDescriptor.GetConverter(destinationType).ConvertFromInvariantString(value?.ToString()!);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Assert.Fail($"Value '{value}' could not be converted to '{destinationType.GetDisplayShortName()}'", exception);
            throw;
        }
    }

    /// <summary>Converts text, split at <paramref name="separator"/>, to a value or an array. Blank items are left out.</summary>
    public static object? Convert(string value, Type destinationType, char? separator, bool booleanDefault)
    {
        string[] values = separator is { } character ? value.Split(character) : [value];
        return Convert([.. values.Where(x => !string.IsNullOrWhiteSpace(x))], destinationType, booleanDefault);
    }

    /// <summary>Converts texts to an array, or a single one to a value. None is an empty array, <paramref name="booleanDefault"/> or <c>null</c>.</summary>
    public static object? Convert(IReadOnlyCollection<string> values, Type destinationType, bool booleanDefault)
    {
        if (destinationType.IsArray)
        {
            Assert.True(destinationType.GetArrayRank() == 1, $"Arrays must have a rank of 1, unlike '{destinationType.GetDisplayShortName()}'");
            var elementType = destinationType.GetElementType()!;
            var array = Array.CreateInstance(elementType, values.Count);
            var index = 0;
            foreach (var value in values)
                array.SetValue(Convert(value, elementType), index++);
            return array;
        }

        if (values.Count == 0)
            return destinationType == typeof(bool) || destinationType == typeof(bool?) ? booleanDefault : null;

        Assert.HasSingleItem(values, $"Value [ {string.Join(", ", values)} ] cannot be assigned to '{destinationType.GetDisplayShortName()}'");
        return Convert(values.Single(), destinationType);
    }
}
