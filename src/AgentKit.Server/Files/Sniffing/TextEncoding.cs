namespace AgentKit.Server.Files.Sniffing;

/// <summary>How a text is written.</summary>
internal enum TextEncoding
{
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,

    /// <summary>No UTF-8, and no byte that a text wouldn't have: a code page of old, as spreadsheets still write them.</summary>
    Unknown,
}
