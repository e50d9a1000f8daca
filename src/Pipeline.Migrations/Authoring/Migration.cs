namespace Pipeline.Migrations.Authoring;

/// <summary>
/// What the four kinds of migration have in common. A class derives from <see cref="SchemaMigration"/>, <see cref="BatchMigration"/>,
/// <see cref="TransactionalMigration"/> or <see cref="CustomMigration"/>: the kind decides what a killed run may do again, so there is no fifth.
/// </summary>
public abstract class Migration
{
    private protected Migration()
    {
    }

    /// <summary>What a killed run leaves behind.</summary>
    public abstract MigrationKind Kind { get; }
}
