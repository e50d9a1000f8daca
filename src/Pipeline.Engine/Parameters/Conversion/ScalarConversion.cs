using System.Globalization;

namespace Pipeline.Engine.Parameters.Conversion;

/// <summary>Text to the plain types of .NET, always by the invariant culture.</summary>
internal static class ScalarConversion
{
    public static bool TryConvert(Type type, string text, out object? value)
    {
        value = null;
        if (type == typeof(string) || type == typeof(object))
            value = text;
        else if (type.IsEnum)
            value = Enumerated(type, text);
        else if (Type.GetTypeCode(type) is not (TypeCode.Object or TypeCode.Empty or TypeCode.DBNull))
            value = Primitive(type, text.Trim()) ?? throw Wrong(type, text);
        else if (type == typeof(TimeSpan))
            value = Durations.TryParse(text, out var duration) ? duration : throw Wrong(type, text);
        else if (type == typeof(DateTimeOffset))
            value = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : throw Wrong(type, text);
        else if (type == typeof(DateOnly))
            value = DateOnly.TryParse(text, CultureInfo.InvariantCulture, out var date) ? date : throw Wrong(type, text);
        else if (type == typeof(TimeOnly))
            value = TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time : throw Wrong(type, text);
        else if (type == typeof(Guid))
            value = Guid.TryParse(text, out var guid) ? guid : throw Wrong(type, text);
        else if (type == typeof(Uri))
            value = Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var uri) && text.Length > 0 ? uri : throw Wrong(type, text);
        else if (type == typeof(Version))
            value = Version.TryParse(text, out var version) ? version : throw Wrong(type, text);
        return value is not null;
    }

    public static bool? Switch(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "1" or "YES" or "ON" => true,
        "FALSE" or "0" or "NO" or "OFF" => false,
        _ => null,
    };

    private static ConversionException Wrong(Type type, string text) => new($"'{text}'", TypeText.Needs(type));

    private static object? Primitive(Type type, string text)
    {
        var culture = CultureInfo.InvariantCulture;
        switch (Type.GetTypeCode(type))
        {
            case TypeCode.Boolean: return Switch(text);
            case TypeCode.Int32: return int.TryParse(text, NumberStyles.Integer, culture, out var int32) ? int32 : null;
            case TypeCode.Int64: return long.TryParse(text, NumberStyles.Integer, culture, out var int64) ? int64 : null;
            case TypeCode.Int16: return short.TryParse(text, NumberStyles.Integer, culture, out var int16) ? int16 : null;
            case TypeCode.SByte: return sbyte.TryParse(text, NumberStyles.Integer, culture, out var int8) ? int8 : null;
            case TypeCode.Byte: return byte.TryParse(text, NumberStyles.Integer, culture, out var uint8) ? uint8 : null;
            case TypeCode.UInt16: return ushort.TryParse(text, NumberStyles.Integer, culture, out var uint16) ? uint16 : null;
            case TypeCode.UInt32: return uint.TryParse(text, NumberStyles.Integer, culture, out var uint32) ? uint32 : null;
            case TypeCode.UInt64: return ulong.TryParse(text, NumberStyles.Integer, culture, out var uint64) ? uint64 : null;
            case TypeCode.Single: return float.TryParse(text, NumberStyles.Float, culture, out var single) ? single : null;
            case TypeCode.Double: return double.TryParse(text, NumberStyles.Float, culture, out var number) ? number : null;
            case TypeCode.Decimal: return decimal.TryParse(text, NumberStyles.Float, culture, out var precise) ? precise : null;
            case TypeCode.Char: return char.TryParse(text, out var letter) ? letter : null;
            case TypeCode.DateTime: return DateTime.TryParse(text, culture, DateTimeStyles.RoundtripKind, out var moment) ? moment : null;
            default: return null;
        }
    }

    // Names only: a number would pass for any enum, and nobody could read it later. Flags are separated by commas.
    private static object Enumerated(Type type, string text)
    {
        var names = Enum.GetNames(type);
        var given = type.IsDefined(typeof(FlagsAttribute), inherit: false) ? text.Split([',', '|'], StringSplitOptions.TrimEntries) : [text.Trim()];
        for (var i = 0; i < given.Length; i++)
            given[i] = Find(names, given[i]) ?? throw new ConversionException($"'{given[i]}'", TypeText.Needs(type)) { Hint = Suggestions.NearMisses.Hint(given[i], names) };
        return Enum.Parse(type, string.Join(',', given));
    }

    private static string? Find(string[] names, string given)
    {
        foreach (var name in names)
        {
            if (name.Equals(given, StringComparison.OrdinalIgnoreCase))
                return name;
        }

        foreach (var name in names)
        {
            if (ParameterName.Normalize(name) == ParameterName.Normalize(given))
                return name;
        }

        return null;
    }
}
