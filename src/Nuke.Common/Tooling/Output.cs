namespace Nuke.Common.Tooling;

/// <summary>A line that a process wrote.</summary>
public record struct Output
{
    /// <summary>Where it was written.</summary>
    public OutputType Type { get; set; }

    /// <summary>The line without its end. Secrets given to the process are redacted.</summary>
    public string Text { get; set; }
}

/// <summary>Where a process wrote a line.</summary>
public enum OutputType
{
    /// <summary>Standard output.</summary>
    Std,

    /// <summary>Standard error.</summary>
    Err,
}
