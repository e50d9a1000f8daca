using Pipeline.Migrations.Authoring.Batches;

namespace Pipeline.Migrations.Authoring;

/// <summary>
/// Data changed in batches, in the order of <c>_id</c>. A batch and its checkpoint commit in one transaction, so a killed run neither
/// repeats nor loses one. Needs a replica set.
/// </summary>
public abstract class BatchMigration : Migration
{
    /// <inheritdoc/>
    public sealed override MigrationKind Kind => MigrationKind.Batch;

    /// <summary>Declares the change.</summary>
    public abstract void Up(BatchBuilder batches);

    /// <summary>Declares the way back. A class without it is marked <see cref="IrreversibleAttribute"/>.</summary>
    public virtual void Down(BatchBuilder batches) => throw new NotSupportedException("This migration declares no way down.");
}
