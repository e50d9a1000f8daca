using Pipeline.Engine.Parameters.Files;

namespace Pipeline.Engine.Parameters.Conversion;

/// <summary>Words of a command line, an environment variable, or JSON to a typed value.</summary>
internal static class ValueConversion
{
    /// <summary>Words, each a value of its own (the command line). A list's words are split at the separator, if there is one.</summary>
    public static object? FromWords(Type type, IReadOnlyList<string> words, string? separator)
    {
        if (type != typeof(string) && CollectionShape.Of(type) is { } shape)
        {
            if (words.Count == 1 && Json(words[0], shape.Key is null ? '[' : '{') is { } json)
                return Collection(shape, json, separator);
            var parts = new List<string>();
            foreach (var word in words)
            {
                if (string.IsNullOrEmpty(separator))
                    parts.Add(word);
                else
                    parts.AddRange(word.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            }

            return Collection(shape, parts);
        }

        // A switch, or a value that may be left out, without a word.
        return words.Count == 0 ? (IsSwitch(type) ? true : null) : FromText(type, words[0]);
    }

    /// <summary>One text that may hold a whole list (an environment variable): split at the separator, or at white space.</summary>
    public static object? FromVariable(Type type, string text, string? separator)
    {
        if (type == typeof(string) || CollectionShape.Of(type) is not { } shape)
            return FromText(type, text);
        if (Json(text, shape.Key is null ? '[' : '{') is { } json)
            return Collection(shape, json, separator);
        return Collection(shape, string.IsNullOrEmpty(separator)
            ? text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            : text.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    /// <summary>A value in a parameter file. Null there is no value.</summary>
    public static object? FromJson(Type type, JsonValue json, string? separator = null)
    {
        if (json.Kind == JsonKind.Null)
            return null;
        if (type != typeof(string) && CollectionShape.Of(type) is { } shape)
        {
            return json.Kind is JsonKind.List or JsonKind.Object
                ? Collection(shape, json, separator)
                : FromWords(type, [json.Text], separator);
        }

        if (json.Kind is JsonKind.Object or JsonKind.List)
        {
            var target = Nullable.GetUnderlyingType(type) ?? type;
            return json.Kind == JsonKind.Object && IsComposite(target)
                ? RecordConversion.FromJson(target, json)
                : throw new ConversionException(json.Shown, TypeText.Needs(type));
        }

        return FromText(type, json.Text);
    }

    /// <summary>Whether values of the type are made from JSON objects. .NET's own types aren't: they have a text.</summary>
    public static bool IsComposite(Type type) => Type.GetTypeCode(type) == TypeCode.Object && type.Assembly != typeof(object).Assembly && type != typeof(Uri) && RecordConversion.IsPossible(type);

    public static bool IsSwitch(Type type) => type == typeof(bool) || type == typeof(bool?);

    public static object? FromText(Type type, string text)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (ScalarConversion.TryConvert(target, text, out var value) || TextConversion.TryConvert(target, text, out value))
            return value;
        if (!IsComposite(target))
            throw new ConversionException($"type {target.Name}", "a type with a TypeConverter, a static Parse method or a public constructor") { IsUnsupportedType = true };
        if (Json(text, '{') is not { } json)
            throw new ConversionException($"'{text}'", TypeText.Needs(target));
        return RecordConversion.FromJson(target, json);
    }

    private static object Collection(CollectionShape shape, IReadOnlyList<string> words)
    {
        if (shape.Key is null)
        {
            var items = new object?[words.Count];
            for (var i = 0; i < items.Length; i++)
                items[i] = FromText(shape.Element, words[i]);
            return shape.CreateList(items);
        }

        var entries = new List<(object, object?)>();
        foreach (var word in words)
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new ConversionException($"'{word}'", "pairs, each as KEY=VALUE");
            entries.Add((FromText(shape.Key, word[..equals])!, FromText(shape.Element, word[(equals + 1)..])));
        }

        return shape.CreateDictionary(entries);
    }

    private static object Collection(CollectionShape shape, JsonValue json, string? separator)
    {
        if (shape.Key is null)
        {
            if (json.Kind == JsonKind.Object)
                throw new ConversionException(json.Shown, $"a list, each item {TypeText.Needs(shape.Element)}");
            var items = new List<object?>();
            foreach (var item in json.Items)
                items.Add(Item($"[{items.Count}]", shape.Element, item, separator));
            return shape.CreateList(items);
        }

        if (json.Kind != JsonKind.Object)
            throw new ConversionException(json.Shown, "an object with a value for each key");
        var entries = new List<(object, object?)>();
        foreach (var member in json.Members)
            entries.Add((FromText(shape.Key, member.Name)!, Item(member.Name, shape.Element, member.Value, separator)));
        return shape.CreateDictionary(entries);
    }

    private static object? Item(string name, Type type, JsonValue json, string? separator)
    {
        try
        {
            var value = FromJson(type, json, separator);
            return value is null && type.IsValueType && Nullable.GetUnderlyingType(type) is null ? throw new ConversionException("null", TypeText.Needs(type)) : value;
        }
        catch (ConversionException exception)
        {
            throw exception.Inside(name);
        }
    }

    /// <summary>The text as JSON, if it is an object or a list as asked for; else null.</summary>
    public static JsonValue? Json(string text, char opening)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.IsEmpty || trimmed[0] != opening)
            return null;
        try
        {
            return JsonText.Read(text);
        }
        catch (JsonSyntaxException)
        {
            return null;
        }
    }
}
