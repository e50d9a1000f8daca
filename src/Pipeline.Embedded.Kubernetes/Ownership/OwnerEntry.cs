namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>What a manager owns.</summary>
/// <param name="Version">The version that the fields' names are of.</param>
/// <param name="Fields">The fields.</param>
/// <param name="Time">When it last took or applied any, as it is written.</param>
internal sealed record OwnerEntry(string Version, FieldSet Fields, string? Time);
