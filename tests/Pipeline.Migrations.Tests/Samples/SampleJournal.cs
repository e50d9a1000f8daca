using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Sources;

namespace Pipeline.Migrations.Tests.Samples;

/// <summary>Journals made on the spot.</summary>
internal static class SampleJournal
{
    private static readonly DateTime s_then = new(2026, 11, 23, 1, 0, 0, DateTimeKind.Utc);

    public static DatabaseFacts Facts { get; } = new() { Database = "agency", HasRestorePoint = true };

    public static MigrationJournal Applied(MigrationSet set, params long[] versions) => MigrationJournal.Of(versions.Select((x, i) => Entry(set.Find(x)!) with { Sequence = i + 1 }));

    public static MigrationJournal With(this MigrationJournal journal, params JournalEntry[] entries) =>
        MigrationJournal.Of(journal.Entries.Where(x => entries.All(y => y.Version != x.Version)).Concat(entries));

    public static JournalEntry Entry(DeclaredMigration migration, MigrationState state = MigrationState.Applied) => new()
    {
        Version = migration.Version,
        Name = migration.Name,
        File = migration.File,
        Phase = migration.Phase,
        Kind = migration.Kind,
        Checksum = migration.Checksum,
        State = state,
        Sequence = migration.Version,
        RunsWith = migration.RunsWith,
        StartedBy = "ann",
        Host = "job-1",
        ProcessId = 17,
        StartedAt = s_then,
        FinishedAt = state == MigrationState.Running ? null : s_then,
    };

    public static MigrationPlan Plan(this MigrationSet set, MigrationJournal journal, MigrationRequest request, DatabaseFacts? facts = null) => MigrationPlan.Create(set, journal, facts ?? Facts, request);

    public static IReadOnlyList<string> Blockers(this MigrationPlan plan) => [.. plan.Findings.Where(x => x.Severity == FindingSeverity.Blocker).Select(x => x.ErrorId!)];

    /// <summary>The steps as <c>up 1, down 2</c>.</summary>
    public static string Route(this MigrationPlan plan) => string.Join(", ", plan.Steps.Select(x => $"{x.Action.ToString().ToLowerInvariant()} {x.Version}"));
}
