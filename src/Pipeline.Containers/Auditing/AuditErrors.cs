using Pipeline.Errors;

namespace Pipeline.Containers.Auditing;

/// <summary>Errors of the audit.</summary>
[ErrorCodes]
public static class AuditErrors
{
    /// <summary>PIPE3451.</summary>
    public static readonly ErrorCode UnreadableAudit = new(
        "PIPE3451",
        "NuGet's audit can't be read",
        "What 'dotnet list package --vulnerable --format json' wrote is no JSON of version 1, or rates a vulnerability in words that aren't known.",
        "Run that command by hand to see what it says; use the SDK that global.json names.");
}
