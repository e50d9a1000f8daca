namespace AgentKit.Server.Files.Scanning;

/// <summary>How a scan ended.</summary>
internal enum ScanOutcome
{
    Clean,
    Infected,

    /// <summary>More than the scanner takes: nobody has looked at it, and nobody will.</summary>
    TooLarge,

    /// <summary>The scanner is away, too slow, or failed.</summary>
    Unavailable,
}
