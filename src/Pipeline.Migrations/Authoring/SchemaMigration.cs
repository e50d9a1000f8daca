using Pipeline.Migrations.Authoring.Schemas;

namespace Pipeline.Migrations.Authoring;

/// <summary>
/// Collections, indexes and validators, declared. Nothing runs while declaring; the runner carries out the operations in their order, and
/// leaves out those whose result is already there.
/// </summary>
public abstract class SchemaMigration : Migration
{
    /// <inheritdoc/>
    public sealed override MigrationKind Kind => MigrationKind.Schema;

    /// <summary>Declares the change.</summary>
    public abstract void Up(SchemaBuilder schema);

    /// <summary>Declares the way back. A class without it is marked <see cref="IrreversibleAttribute"/>.</summary>
    public virtual void Down(SchemaBuilder schema) => throw new NotSupportedException("This migration declares no way down.");
}
