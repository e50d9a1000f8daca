using System.Text.Json.Serialization;
using Pipeline.Errors;

namespace Pipeline.Migrations.Planning;

/// <summary>Something that a reader of the plan should know.</summary>
/// <param name="Severity">How serious it is.</param>
/// <param name="Version">The migration that it is about, or null.</param>
/// <param name="Message">What, which, and what to do, as sentences.</param>
/// <param name="ErrorId">The error's id (<c>PIPE8010</c>), where it has one.</param>
public sealed record PlanFinding(FindingSeverity Severity, long? Version, string Message, string? ErrorId = null)
{
    [JsonIgnore]
    internal ErrorCode? Code { get; private init; }

    internal static PlanFinding Note(long? version, string message) => new(FindingSeverity.Note, version, message);

    internal static PlanFinding Warning(long? version, string message, ErrorCode? code = null) => new(FindingSeverity.Warning, version, message, code?.Id) { Code = code };

    internal static PlanFinding Blocker(long? version, string message, ErrorCode code) => new(FindingSeverity.Blocker, version, message, code.Id) { Code = code };
}
