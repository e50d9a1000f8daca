namespace Pipeline.Embedded.MongoDB.Journaling;

/// <summary>Why a file has no further frame.</summary>
internal enum FrameEnd
{
    /// <summary>It ends after a whole one.</summary>
    EndOfFile,

    /// <summary>It ends within one: the process was killed while it wrote, and nobody was told that it had.</summary>
    Torn,

    /// <summary>What is there was changed after it was written.</summary>
    Broken,
}
