using Pipeline.Engine.Parameters.Conversion;

namespace Pipeline.Engine.Parameters;

/// <summary>Types in a user's words.</summary>
internal static class TypeText
{
    private const int MaxListed = 12;

    /// <summary>What a value must be: <c>a whole number</c>, <c>one of 'Debug', 'Release'</c>.</summary>
    public static string Needs(Type type, ParameterSpec? spec = null)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (target != typeof(string) && CollectionShape.Of(target) is { } shape)
            return shape.Key is null ? $"one or more values, each {Needs(shape.Element, spec)}" : $"pairs KEY=VALUE, each value {Needs(shape.Element)}";
        if (spec?.AllowedValues?.Invoke() is { Count: > 0 } allowed)
            return OneOf(allowed);
        if (target.IsEnum)
            return OneOf(Enum.GetNames(target));
        if (target == typeof(string) || target == typeof(object))
            return "a text";
        if (target == typeof(TimeSpan))
            return "a duration such as 90s, 5m, 1h30m or 00:05:00";
        if (target == typeof(DateTimeOffset) || target == typeof(DateTime))
            return "a date and time such as 2026-01-31T09:30:00Z";
        if (target == typeof(DateOnly))
            return "a date such as 2026-01-31";
        if (target == typeof(TimeOnly))
            return "a time of day such as 09:30";
        if (target == typeof(Guid))
            return "a GUID such as 6f9619ff-8b86-d011-b42d-00c04fc964ff";
        if (target == typeof(Uri))
            return "a URL such as https://example.com/";
        if (target == typeof(Version))
            return "a version such as 1.2.3";
        switch (Type.GetTypeCode(target))
        {
            case TypeCode.Boolean: return "true or false";
            case TypeCode.Int32 or TypeCode.Int64: return "a whole number";
            case TypeCode.Int16: return $"a whole number from {short.MinValue} to {short.MaxValue}";
            case TypeCode.SByte: return $"a whole number from {sbyte.MinValue} to {sbyte.MaxValue}";
            case TypeCode.Byte: return $"a whole number from 0 to {byte.MaxValue}";
            case TypeCode.UInt16: return $"a whole number from 0 to {ushort.MaxValue}";
            case TypeCode.UInt32 or TypeCode.UInt64: return "a whole number, not below zero";
            case TypeCode.Single or TypeCode.Double or TypeCode.Decimal: return "a number";
            case TypeCode.Char: return "a single character";
        }

        if (TextConversion.Constants(target) is { Count: > 0 } constants)
            return OneOf(constants);
        return TextConversion.HasOne(target) ? $"a {target.Name}" : $"a JSON object for {target.Name}";
    }

    /// <summary>A command line that works: <c>--retries 3</c>.</summary>
    public static string Example(ParameterSpec spec)
    {
        var type = Nullable.GetUnderlyingType(spec.Type) ?? spec.Type;
        return type == typeof(bool) ? spec.Option : $"{spec.Option} {ExampleValue(type, spec)}";
    }

    /// <summary>What stands for the value in <c>--help</c>; empty for a switch.</summary>
    public static string ValueName(ParameterSpec spec)
    {
        if (spec.ValueName is { } name)
            return name;
        var type = Nullable.GetUnderlyingType(spec.Type) ?? spec.Type;
        if (type == typeof(bool))
            return "";
        if (type != typeof(string) && CollectionShape.Of(type) is { } shape)
            return shape.Key is null ? ElementName(Nullable.GetUnderlyingType(shape.Element) ?? shape.Element) + "…" : "KEY=VALUE…";
        return ElementName(type);
    }

    /// <summary>The values that a parameter may have, each item's for a list; empty where anything goes.</summary>
    public static IReadOnlyList<string> Choices(ParameterSpec spec)
    {
        if (spec.AllowedValues?.Invoke() is { } allowed)
            return allowed;
        var type = Nullable.GetUnderlyingType(spec.Type) ?? spec.Type;
        if (type != typeof(string) && CollectionShape.Of(type) is { } shape)
            type = Nullable.GetUnderlyingType(shape.Element) ?? shape.Element;
        return type.IsEnum ? Enum.GetNames(type) : Type.GetTypeCode(type) == TypeCode.Object ? TextConversion.Constants(type) : [];
    }

    public static string OneOf(IReadOnlyList<string> values) => "one of " + Listed(values);

    public static string Listed(IReadOnlyList<string> values)
    {
        var shown = new List<string>();
        for (var i = 0; i < values.Count && i < MaxListed; i++)
            shown.Add($"'{values[i]}'");
        return string.Join(", ", shown) + (values.Count > MaxListed ? $" (and {values.Count - MaxListed} more)" : "");
    }

    private static string ElementName(Type type)
    {
        if (type == typeof(TimeSpan))
            return "DURATION";
        if (type == typeof(Uri))
            return "URL";
        if (type == typeof(Version))
            return "VERSION";
        return Type.GetTypeCode(type) switch
        {
            TypeCode.String => "TEXT",
            TypeCode.Boolean => "true|false",
            TypeCode.DateTime => "DATE",
            TypeCode.Char => "CHAR",
            TypeCode.Object when TextConversion.HasOne(type) && TextConversion.Constants(type).Count == 0 => ParameterName.ToEnvironment(type.Name),
            TypeCode.Object when TextConversion.Constants(type).Count == 0 => type == typeof(object) ? "TEXT" : "JSON",
            TypeCode.Object => "VALUE",
            _ => type.IsEnum ? "VALUE" : "N",
        };
    }

    private static string ExampleValue(Type type, ParameterSpec spec)
    {
        if (Choices(spec) is { Count: > 0 } choices)
            return Quoted(choices[0]);
        if (type != typeof(string) && CollectionShape.Of(type) is { } shape)
            return shape.Key is null ? ExampleValue(Nullable.GetUnderlyingType(shape.Element) ?? shape.Element, spec) : $"KEY={ExampleValue(shape.Element, spec)}";
        if (type == typeof(TimeSpan))
            return "90s";
        if (type == typeof(DateTimeOffset))
            return "2026-01-31T09:30:00Z";
        if (type == typeof(DateOnly))
            return "2026-01-31";
        if (type == typeof(TimeOnly))
            return "09:30";
        if (type == typeof(Guid))
            return "6f9619ff-8b86-d011-b42d-00c04fc964ff";
        if (type == typeof(Uri))
            return "https://example.com/";
        if (type == typeof(Version))
            return "1.2.3";
        return Type.GetTypeCode(type) switch
        {
            TypeCode.Object when !TextConversion.HasOne(type) && type != typeof(object) => "'{ … }'",
            TypeCode.Object or TypeCode.String => spec.ValueName ?? "VALUE",
            TypeCode.Boolean => "true",
            TypeCode.Char => "x",
            TypeCode.DateTime => "2026-01-31",
            TypeCode.Single or TypeCode.Double or TypeCode.Decimal => "1.5",
            _ => "3",
        };
    }

    private static string Quoted(string value) => value.Contains(' ', StringComparison.Ordinal) ? $"'{value}'" : value;
}
