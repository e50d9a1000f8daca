namespace Pipeline.Migrations.Authoring;

/// <summary>What a killed run leaves behind, and so how it is run again. It follows from the base class.</summary>
public enum MigrationKind
{
    /// <summary>Declared collections, indexes and validators (<see cref="SchemaMigration"/>). Each operation looks before it acts, so it is run again from the start.</summary>
    Schema,

    /// <summary>A data change in batches (<see cref="BatchMigration"/>). Each batch commits with its checkpoint, so it goes on after the last one.</summary>
    Batch,

    /// <summary>A data change in one transaction with its journal mark (<see cref="TransactionalMigration"/>). It happened, or it didn't.</summary>
    Transactional,

    /// <summary>Anything else (<see cref="CustomMigration"/>). Interrupted, it is never repeated by itself: a person checks first.</summary>
    Custom,
}
