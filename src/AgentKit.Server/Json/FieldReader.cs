using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentKit.Server.Problems;

namespace AgentKit.Server.Json;

/// <summary>
/// Reads the fields of a JSON object and collects what is wrong with them: type, length, form, and fields that aren't known. A value is only
/// ever taken as the type that is asked for, so nothing in it can become a query operator.
/// </summary>
internal sealed class FieldReader
{
    private readonly JsonObject json;
    private readonly string pointer;
    private readonly List<FieldError> errors;
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public FieldReader(JsonObject json)
        : this(json, "", [])
    {
    }

    private FieldReader(JsonObject json, string pointer, List<FieldError> errors)
    {
        this.json = json;
        this.pointer = pointer;
        this.errors = errors;
    }

    /// <summary>A line of text, trimmed; null where it is absent, null or wrong.</summary>
    public string? OptionalText(string name, int maxLength, TextForm? form = null) => Text(name, maxLength, form ?? TextForm.Line, isRequired: false);

    /// <summary>A line of text that must be there; empty where it is wrong.</summary>
    public string Text(string name, int maxLength, TextForm? form = null) => Text(name, maxLength, form ?? TextForm.Line, isRequired: true) ?? "";

    /// <summary>One of an enum's names in snake_case; null where it is absent or wrong.</summary>
    public T? OptionalChoice<T>(string name)
        where T : struct, Enum
    {
        if (!Present(name, out var node))
            return null;
        return SnakeCase.TryParse<T>(AsText(node), out var choice) ? choice : Wrong<T?>(name, $"It must be one of {string.Join(", ", Enum.GetValues<T>().Select(x => SnakeCase.Of(x)))}.");
    }

    /// <summary>One of an enum's names in snake_case, which must be there.</summary>
    public T Choice<T>(string name)
        where T : struct, Enum
    {
        if (!Present(name, out _))
            return Wrong<T>(name, "It is required.");
        return OptionalChoice<T>(name) ?? default;
    }

    /// <summary>A whole number; null where it is absent or wrong.</summary>
    public long? OptionalWholeNumber(string name, long least, long most) => !Present(name, out var node)
        ? null
        : node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<long>(out var number) && number >= least && number <= most
            ? number
            : Wrong<long?>(name, $"It must be a whole number from {least} to {most}.");

    /// <summary>A decimal number; null where it is absent or wrong.</summary>
    public decimal? OptionalDecimal(string name, decimal least, decimal most, int places) => !Present(name, out var node)
        ? null
        : node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<decimal>(out var number) && number >= least && number <= most && decimal.Round(number, places) == number
            ? number
            : Wrong<decimal?>(name, $"It must be a number from {least} to {most} with {places} decimal places at most.");

    /// <summary>A time with its offset, as RFC 3339 says; null where it is absent or wrong.</summary>
    public DateTimeOffset? OptionalTime(string name) => !Present(name, out var node)
        ? null
        : Rfc3339.TryParse(AsText(node), out var time)
            ? time
            : Wrong<DateTimeOffset?>(name, "It must be a time as RFC 3339 says, such as 2026-11-23T12:00:00Z.");

    /// <summary>Lines of text; null where they are absent or wrong.</summary>
    public IReadOnlyList<string>? OptionalTexts(string name, int maxCount, int maxLength, TextForm? form = null)
    {
        if (!Present(name, out var node))
            return null;
        if (node is not JsonArray array || array.Count > maxCount)
            return Wrong<IReadOnlyList<string>?>(name, $"It must be an array of {maxCount} texts at most.");

        var texts = new List<string>();
        for (var i = 0; i < array.Count; i++)
        {
            if (Checked(AsText(array[i]), maxLength, form ?? TextForm.Line, out var text, out var mistake))
                texts.Add(text);
            else
                errors.Add(new FieldError($"{Pointer(name)}/{i}", mistake));
        }

        return texts;
    }

    /// <summary>An object in the object; null where it is absent or none.</summary>
    public T? OptionalObject<T>(string name, Func<FieldReader, T> read)
        where T : class => !Present(name, out var node)
        ? null
        : node is JsonObject inner
            ? Inner(inner, Pointer(name), read)
            : Wrong<T?>(name, "It must be an object.");

    /// <summary>An array of objects; null where it is absent or wrong.</summary>
    public IReadOnlyList<T>? OptionalObjects<T>(string name, int maxCount, Func<FieldReader, T> read)
    {
        if (!Present(name, out var node))
            return null;
        if (node is not JsonArray array || array.Count > maxCount)
            return Wrong<IReadOnlyList<T>?>(name, $"It must be an array of {maxCount} objects at most.");

        var objects = new List<T>();
        for (var i = 0; i < array.Count; i++)
        {
            if (array[i] is JsonObject inner)
                objects.Add(Inner(inner, $"{Pointer(name)}/{i}", read));
            else
                errors.Add(new FieldError($"{Pointer(name)}/{i}", "It must be an object."));
        }

        return objects;
    }

    /// <summary>Adds a mistake that concerns a field, or several.</summary>
    public void Refuse(string name, string detail) => errors.Add(new FieldError(Pointer(name), detail));

    /// <summary>Refuses fields that nobody asked for, and ends the request with all that is wrong.</summary>
    /// <exception cref="ProblemException">422 with every error.</exception>
    public void ThrowIfInvalid()
    {
        RefuseUnknown();
        if (errors.Count > 0)
            throw new ProblemException(Problem.Invalid(errors));
    }

    private static string? AsText(JsonNode? node)
    {
        try
        {
            return node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, escaped.
            return null;
        }
    }

    private static bool Checked(string? raw, int maxLength, TextForm form, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? mistake)
    {
        text = raw?.Trim();
        mistake = text is null || text.Length == 0 || text.Length > maxLength
            ? $"It must be a text of 1 to {maxLength} characters."
            : form.IsMatch(text) ? null : form.Detail;
        return mistake is null;
    }

    private string? Text(string name, int maxLength, TextForm form, bool isRequired)
    {
        if (!Present(name, out var node))
            return isRequired ? Wrong<string?>(name, "It is required.") : null;
        return Checked(AsText(node), maxLength, form, out var text, out var mistake) ? text : Wrong<string?>(name, mistake);
    }

    private T Inner<T>(JsonObject inner, string at, Func<FieldReader, T> read)
    {
        var reader = new FieldReader(inner, at, errors);
        var result = read(reader);
        reader.RefuseUnknown();
        return result;
    }

    private bool Present(string name, [NotNullWhen(true)] out JsonNode? node)
    {
        known.Add(name);
        return json.TryGetPropertyValue(name, out node) && node is not null;
    }

    private T Wrong<T>(string name, string detail)
    {
        errors.Add(new FieldError(Pointer(name), detail));
        return default!;
    }

    private void RefuseUnknown()
    {
        foreach (var (name, _) in json)
        {
            if (!known.Contains(name))
                errors.Add(new FieldError(Pointer(name), "There is no such field."));
        }
    }

    private string Pointer(string name) => $"{pointer}/{(name.Length > 64 ? $"{name[..64]}…" : name).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
