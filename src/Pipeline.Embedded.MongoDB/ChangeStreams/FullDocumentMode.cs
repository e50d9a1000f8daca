namespace Pipeline.Embedded.MongoDB.ChangeStreams;

/// <summary>When an update's event has the whole document.</summary>
internal enum FullDocumentMode
{
    Default,
    UpdateLookup,
    WhenAvailable,
    Required,
}
