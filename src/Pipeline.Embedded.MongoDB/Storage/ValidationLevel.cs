namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>Which writes the validator is asked about.</summary>
internal enum ValidationLevel
{
    Off,
    Moderate,
    Strict,
}
