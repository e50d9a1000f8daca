namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>A cause of a 422.</summary>
/// <param name="Reason">The kind of mistake: <c>FieldValueRequired</c>, <c>FieldValueInvalid</c>, <c>FieldValueNotSupported</c>, <c>FieldValueDuplicate</c>, <c>FieldValueForbidden</c>, <c>FieldValueTooLong</c>, <c>FieldValueTooMany</c>, <c>FieldValueTypeInvalid</c>.</param>
/// <param name="Message">What is wrong, with the value.</param>
/// <param name="Field">Where: <c>spec.template.spec.containers[0].image</c>.</param>
internal sealed record FieldCause(string Reason, string Message, string Field)
{
    /// <summary>The causes as the 422's message lists them: <c>spec.a: Required value</c>, several in brackets.</summary>
    public static string Describe(IReadOnlyList<FieldCause> causes)
    {
        string[] parts = [.. causes.Select(cause => $"{cause.Field}: {cause.Message}").Distinct()];
        return parts.Length == 1 ? parts[0] : $"[{string.Join(", ", parts)}]";
    }
}
