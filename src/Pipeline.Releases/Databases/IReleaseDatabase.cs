using Pipeline.Migrations.Compatibility;
using Pipeline.Migrations.Planning;

namespace Pipeline.Releases.Databases;

/// <summary>The database of an environment, as releases need it. Whoever wires it says how migrations run: as a program here, as a Job in the cluster.</summary>
public interface IReleaseDatabase
{
    /// <summary>Plans what is pending of a phase.</summary>
    Task<MigrationPlan> PlanAsync(Migrations.Authoring.MigrationPhase phase, CancellationToken cancellationToken);

    /// <summary>Carries out exactly a plan.</summary>
    /// <returns>Null where it went well, else what failed, as a sentence.</returns>
    Task<string?> RunAsync(MigrationPlan plan, CancellationToken cancellationToken);

    /// <summary>Takes back the migrations after a version.</summary>
    /// <returns>Null where it went well, else what failed, as a sentence.</returns>
    Task<string?> TakeDownAsync(long version, CancellationToken cancellationToken);

    /// <summary>Whether a version of the application can run with the database as it is.</summary>
    Task<SchemaFit> FitAsync(string applicationVersion, CancellationToken cancellationToken);

    /// <summary>Whether a version of the application could run with the database after the pending migrations of a phase.</summary>
    Task<SchemaVerdict> FitAfterAsync(Migrations.Authoring.MigrationPhase phase, string applicationVersion, CancellationToken cancellationToken);
}
