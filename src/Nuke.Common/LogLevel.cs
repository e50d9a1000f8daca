namespace Nuke.Common;

/// <summary>How much a message matters.</summary>
public enum LogLevel
{
    /// <summary>For those who look for a fault.</summary>
    Trace,

    /// <summary>For everyone.</summary>
    Normal,

    /// <summary>Something may be wrong.</summary>
    Warning,

    /// <summary>Something is wrong.</summary>
    Error,
}
