using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>The mistakes found in an object so far, worded as apimachinery's <c>field.Error</c> words them.</summary>
internal sealed class FieldErrors
{
    private const int MaxPort = 65535;

    private readonly List<FieldCause> _causes = [];

    /// <summary>The mistakes in the order in which they were found.</summary>
    public IReadOnlyList<FieldCause> Causes => _causes;

    /// <summary>A field that must be there isn't.</summary>
    public void Required(string field, string detail = "") => Add("FieldValueRequired", field, "Required value", detail);

    /// <summary>A field may not be set, or changed.</summary>
    public void Forbidden(string field, string detail) => Add("FieldValueForbidden", field, "Forbidden", detail);

    /// <summary>A value is wrong.</summary>
    public void Invalid(string field, JsonNode? value, string detail) => Add("FieldValueInvalid", field, $"Invalid value: {Show(value)}", detail);

    /// <summary>A list is wrong in that it is absent.</summary>
    public void InvalidAbsentList(string field, string detail) => Add("FieldValueInvalid", field, "Invalid value: null", detail);

    /// <summary>A value is of a wrong type.</summary>
    public void WrongType(string field, JsonNode? value, string detail) => Add("FieldValueTypeInvalid", field, $"Invalid value: {Show(value)}", detail);

    /// <summary>A value names something that isn't there.</summary>
    public void NotFound(string field, string value) => Add("FieldValueNotFound", field, $"Not found: {Show(value)}", "");

    /// <summary>A value is there twice.</summary>
    public void Duplicate(string field, JsonNode? value) => Add("FieldValueDuplicate", field, $"Duplicate value: {Show(value)}", "");

    /// <summary>A value isn't one of those that there are.</summary>
    public void NotSupported(string field, JsonNode? value, params IEnumerable<string> supported) =>
        Add("FieldValueNotSupported", field, $"Unsupported value: {Show(value)}", $"supported values: {string.Join(", ", supported.Select(each => Show(each)))}");

    /// <summary>A value has too many bytes.</summary>
    public void TooLong(string field, int maxBytes) => Add("FieldValueTooLong", field, "Too long", $"may not be more than {maxBytes} {(maxBytes == 1 ? "byte" : "bytes")}");

    /// <summary>A list has too many items.</summary>
    public void TooMany(string field, int count, int max) => Add("FieldValueTooMany", field, $"Too many: {count}", $"must have at most {max} {(max == 1 ? "item" : "items")}");

    /// <summary>A text breaks rules that say themselves what is wrong.</summary>
    public void Check(string field, string value, IEnumerable<string> mistakes)
    {
        foreach (var mistake in mistakes)
            Invalid(field, value, mistake);
    }

    /// <summary>A number, where there is one, is not negative.</summary>
    public void NotNegative(JsonNode? owner, string path, string name)
    {
        if (owner.Whole(name) is < 0 and var number)
            Invalid($"{path}.{name}", number, "must be greater than or equal to 0");
    }

    /// <summary>A text, where there is one, is one of those that there are.</summary>
    public void OneOf(JsonNode? owner, string path, string name, params string[] supported)
    {
        if (owner.Text(name) is { Length: > 0 } value && !supported.Contains(value))
            NotSupported($"{path}.{name}", value, supported);
    }

    /// <summary>A text is there and is one of those that there are.</summary>
    public void RequiredOneOf(JsonNode? owner, string path, string name, params string[] supported)
    {
        if (owner.Text(name) is not { Length: > 0 })
            Required($"{path}.{name}");
        else
            OneOf(owner, path, name, supported);
    }

    /// <summary>A port's number is one.</summary>
    public void Port(string field, long number)
    {
        if (number is < 1 or > MaxPort)
            Invalid(field, number, "must be between 1 and 65535, inclusive");
    }

    /// <summary>A value as Go's <c>%q</c>, <c>%v</c> or JSON shows it.</summary>
    private static string Show(JsonNode? value) => value switch
    {
        null => "\"null\"",
        _ when value.GetValueKind() == JsonValueKind.String => value.ToJsonString(JsonBody.Plain),
        // Go escapes these in JSON, and nothing else that need not be.
        _ => value.ToJsonString(JsonBody.Plain).Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal).Replace("&", "\\u0026", StringComparison.Ordinal),
    };

    private void Add(string reason, string field, string what, string detail) => _causes.Add(new(reason, detail.Length == 0 ? what : $"{what}: {detail}", field));
}
