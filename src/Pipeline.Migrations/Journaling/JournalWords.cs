using System.Collections.Frozen;
using Pipeline.Migrations.Authoring;

namespace Pipeline.Migrations.Journaling;

/// <summary>Enumerations as the journal writes them: lower-case words with hyphens.</summary>
internal static class JournalWords
{
    private static readonly FrozenDictionary<string, MigrationState> s_states = Enum.GetValues<MigrationState>().ToFrozenDictionary(Of);
    private static readonly FrozenDictionary<string, MigrationPhase> s_phases = Enum.GetValues<MigrationPhase>().ToFrozenDictionary(Of);
    private static readonly FrozenDictionary<string, MigrationKind> s_kinds = Enum.GetValues<MigrationKind>().ToFrozenDictionary(Of);

    public static string Of(MigrationState state) => state switch
    {
        MigrationState.RollingBack => "rolling-back",
        MigrationState.RolledBack => "rolled-back",
        MigrationState.RollbackFailed => "rollback-failed",
        MigrationState.Planned => "planned",
        MigrationState.Running => "running",
        MigrationState.Applied => "applied",
        MigrationState.Failed => "failed",
        MigrationState.Baselined => "baselined",
        _ => "marked",
    };

    public static string Of(MigrationPhase phase) => phase == MigrationPhase.Expand ? "expand" : "contract";

    public static string Of(MigrationKind kind) => kind switch
    {
        MigrationKind.Schema => "schema",
        MigrationKind.Batch => "batch",
        MigrationKind.Transactional => "transactional",
        _ => "custom",
    };

    public static MigrationState? State(string word) => s_states.TryGetValue(word, out var state) ? state : null;

    public static MigrationPhase? Phase(string word) => s_phases.TryGetValue(word, out var phase) ? phase : null;

    public static MigrationKind? Kind(string word) => s_kinds.TryGetValue(word, out var kind) ? kind : null;
}
