using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace Pipeline.Engine.Parameters.Conversion;

/// <summary>Conversion by what a type brings itself: a <see cref="TypeConverter"/>, or a static <c>Parse</c>. Only met by types that aren't .NET's plain ones.</summary>
internal static class TextConversion
{
    private const BindingFlags PublicStatic = BindingFlags.Public | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    public static bool HasOne(Type type) => ConverterType(type) is not null || ParseMethod(type) is not null;

    public static bool TryConvert(Type type, string text, out object? value)
    {
        if (ConverterType(type) is { } converterType)
        {
            var converter = (TypeConverter)(converterType.GetConstructor([typeof(Type)]) is { } withType ? withType.Invoke([type]) : Activator.CreateInstance(converterType)!);
            if (converter.CanConvertFrom(typeof(string)))
            {
                value = Checked(type, text, () => converter.ConvertFromInvariantString(text));
                return true;
            }
        }

        if (ParseMethod(type) is { } parse)
        {
            value = Checked(type, text, () => parse.Invoke(null, BindingFlags.DoNotWrapExceptions, null, parse.GetParameters().Length == 1 ? [text] : [text, CultureInfo.InvariantCulture], null));
            return true;
        }

        value = null;
        return false;
    }

    /// <summary>The values of an enumeration-like class: its public static fields of its own type.</summary>
    public static IReadOnlyList<string> Constants(Type type)
    {
        var names = new List<string>();
        if (ConverterType(type) is null)
            return names;
        foreach (var field in type.GetFields(PublicStatic))
        {
            if (type.IsAssignableFrom(field.FieldType) && field.GetValue(null)?.ToString() is { Length: > 0 } name)
                names.Add(name);
        }

        return names;
    }

    private static object? Checked(Type type, string text, Func<object?> convert)
    {
        try
        {
            return convert() ?? throw new FormatException($"'{text}' gives nothing.");
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ConversionException))
        {
            var constants = Constants(type);
            if (constants.Count > 0)
                throw new ConversionException($"'{text}'", TypeText.OneOf(constants), exception) { Hint = Suggestions.NearMisses.Hint(text, constants) };
            throw new ConversionException($"'{text}'", $"a {type.Name}", exception) { Hint = $" ({exception.Message.ReplaceLineEndings(" ")})" };
        }
    }

    private static Type? ConverterType(Type type)
    {
        var name = type.GetCustomAttribute<TypeConverterAttribute>(inherit: true)?.ConverterTypeName;
        return string.IsNullOrEmpty(name) ? null : Type.GetType(name, throwOnError: false);
    }

    private static MethodInfo? ParseMethod(Type type)
    {
        var method = type.GetMethod("Parse", PublicStatic, [typeof(string), typeof(IFormatProvider)]) ?? type.GetMethod("Parse", PublicStatic, [typeof(string)]);
        return method is not null && type.IsAssignableFrom(method.ReturnType) ? method : null;
    }
}
