using MongoDB.Driver;

namespace Pipeline.Migrations.Authoring;

/// <summary>
/// Any other change, with the whole database at hand. Nobody but its author knows what half of it means: interrupted or failed, it is
/// reported with <see cref="WhatToCheck"/> and waits for <c>pipeline migrate repair</c>.
/// </summary>
public abstract class CustomMigration : Migration
{
    /// <inheritdoc/>
    public sealed override MigrationKind Kind => MigrationKind.Custom;

    /// <summary>What a person looks at to tell whether an interrupted run had its effect, as a sentence.</summary>
    public abstract string WhatToCheck { get; }

    /// <summary>Collections that it changes. A plan warns of large ones. Default none.</summary>
    public virtual IReadOnlyList<string> Collections => [];

    /// <summary>Makes the change.</summary>
    public abstract Task UpAsync(IMongoDatabase database, CancellationToken cancellationToken);

    /// <summary>Takes it back. A class without it is marked <see cref="IrreversibleAttribute"/>.</summary>
    public virtual Task DownAsync(IMongoDatabase database, CancellationToken cancellationToken) => throw new NotSupportedException("This migration declares no way down.");
}
