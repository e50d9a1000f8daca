namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>What happens to a document that the validator refuses.</summary>
internal enum ValidationAction
{
    Warn,
    Error,
    ErrorAndLog,
}
