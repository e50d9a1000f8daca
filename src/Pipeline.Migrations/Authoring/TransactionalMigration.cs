using Pipeline.Migrations.Authoring.Transactions;

namespace Pipeline.Migrations.Authoring;

/// <summary>
/// A data change that commits together with its mark in the journal. Everything the context gives is bound to the transaction.
/// The methods run again when the server asks to repeat a transaction, so they change nothing outside of it. Needs a replica set.
/// MongoDB ends a transaction after 60 s: what takes longer is a <see cref="BatchMigration"/>.
/// </summary>
public abstract class TransactionalMigration : Migration
{
    /// <inheritdoc/>
    public sealed override MigrationKind Kind => MigrationKind.Transactional;

    /// <summary>Collections that it changes. A plan warns of large ones. Default none.</summary>
    public virtual IReadOnlyList<string> Collections => [];

    /// <summary>Makes the change.</summary>
    public abstract Task UpAsync(TransactionContext context, CancellationToken cancellationToken);

    /// <summary>Takes it back. A class without it is marked <see cref="IrreversibleAttribute"/>.</summary>
    public virtual Task DownAsync(TransactionContext context, CancellationToken cancellationToken) => throw new NotSupportedException("This migration declares no way down.");
}
