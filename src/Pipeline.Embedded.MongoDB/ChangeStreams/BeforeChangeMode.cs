namespace Pipeline.Embedded.MongoDB.ChangeStreams;

/// <summary>When an event has the document as it was before.</summary>
internal enum BeforeChangeMode
{
    Off,
    WhenAvailable,
    Required,
}
