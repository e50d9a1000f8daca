using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Restoring;

namespace Pipeline.Migrations.Running;

/// <summary>What a run did.</summary>
/// <param name="Plan">The plan that it carried out. Without steps there was nothing to do.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="RestorePoint">The restore point that was taken before, or null.</param>
public sealed record MigrationOutcome(MigrationPlan Plan, TimeSpan Duration, RestorePoint? RestorePoint);
