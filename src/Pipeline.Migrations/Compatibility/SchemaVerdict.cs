namespace Pipeline.Migrations.Compatibility;

/// <summary>Whether an application and a schema go together.</summary>
/// <param name="IsSupported">They do.</param>
/// <param name="Reason">Why, or why not, as a sentence.</param>
public sealed record SchemaVerdict(bool IsSupported, string Reason);
