namespace Pipeline.Embedded.MongoDB.Journaling;

/// <summary>When what was written to the journal is forced to the disk. A killed process loses nothing with any of them; a machine that loses power may.</summary>
public enum JournalSync
{
    /// <summary>Before a write is acknowledged.</summary>
    EachWrite,

    /// <summary>Every 100 ms, and before a write with <c>j: true</c> is acknowledged. MongoDB's own way, and the default.</summary>
    Interval,

    /// <summary>Only before a write with <c>j: true</c> is acknowledged, and when the server stops.</summary>
    OnRequest,
}
