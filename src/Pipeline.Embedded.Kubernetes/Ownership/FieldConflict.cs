namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>A field that an apply would change and another manager owns.</summary>
internal sealed record FieldConflict
{
    /// <summary>The steps to the field.</summary>
    public required IReadOnlyList<PathElement> Path { get; init; }

    /// <summary>The field (<c>.spec.replicas</c>).</summary>
    public string Field => string.Concat(Path);

    /// <summary>Who owns it.</summary>
    public required string Manager { get; init; }

    /// <summary>How it came to own it: <c>Apply</c> or <c>Update</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The version that it wrote with.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>The subresource that it wrote through, if any.</summary>
    public string? Subresource { get; init; }

    /// <summary>When it last changed what it owns.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The cause's message: <c>conflict with "x" using apps/v1</c>.</summary>
    public string Message => $"conflict with {Owner}";

    private string Owner =>
        $"\"{Manager}\"{(string.IsNullOrEmpty(Subresource) ? "" : $" with subresource \"{Subresource}\"")}{(Operation == "Update" ? $" using {ApiVersion}" : "")}";

    /// <summary>The message of the whole answer.</summary>
    public static string Describe(IReadOnlyList<FieldConflict> conflicts)
    {
        if (conflicts is [var only])
            return $"Apply failed with 1 conflict: conflict with {only.Owner}: {only.Field}";
        var lines = conflicts.GroupBy(conflict => conflict.Owner)
            .SelectMany(group => group.Select(conflict => $"- {conflict.Field}").Prepend($"conflicts with {group.Key}:"));
        return $"Apply failed with {conflicts.Count} conflicts: {string.Join('\n', lines)}";
    }
}
