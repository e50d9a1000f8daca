namespace Pipeline.Migrations.Journaling;

/// <summary>The journal of one database, as it was read.</summary>
public sealed class MigrationJournal
{
    private readonly Dictionary<long, JournalEntry> _byVersion;

    private MigrationJournal(IReadOnlyList<JournalEntry> entries)
    {
        Entries = entries;
        _byVersion = entries.ToDictionary(x => x.Version);
    }

    /// <summary>A database that was never migrated.</summary>
    public static MigrationJournal Empty { get; } = new([]);

    /// <summary>All entries, by version.</summary>
    public IReadOnlyList<JournalEntry> Entries { get; }

    /// <summary>A journal of these entries.</summary>
    public static MigrationJournal Of(IEnumerable<JournalEntry> entries) => new([.. entries.OrderBy(x => x.Version)]);

    /// <summary>What it knows of a version, or null.</summary>
    public JournalEntry? Find(long version) => _byVersion.GetValueOrDefault(version);

    /// <summary>Whether the database has this migration.</summary>
    public bool IsApplied(long version) => Find(version) is { IsApplied: true };
}
