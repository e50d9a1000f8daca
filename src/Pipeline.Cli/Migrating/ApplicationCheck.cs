using Pipeline.Errors;
using Pipeline.Migrations.Compatibility;
using Pipeline.Migrations.Planning;

namespace Pipeline.Cli.Migrating;

/// <summary>Whether an application can run with a schema.</summary>
internal static class ApplicationCheck
{
    /// <summary>Refuses a plan that would leave a schema which this version of the application can't run with.</summary>
    public static async Task RequireAsync(string? application, MigrationPlan plan, MigrateSession session, CancellationToken cancellationToken)
    {
        if (application is null)
            return;
        var applied = new HashSet<long>((await session.Migrator.ReadStateAsync(cancellationToken)).Applied);
        foreach (var step in plan.Steps)
        {
            if (step.Action is StepAction.Up or StepAction.Baseline or StepAction.Mark)
                applied.Add(step.Version);
            else if (step.Action == StepAction.Down)
                applied.Remove(step.Version);
        }

        Require(application, SchemaState.With(session.Migrator.Migrations, applied), "Nothing was changed.");
    }

    /// <summary>Refuses a schema that this version of the application can't run with.</summary>
    public static void Require(string? application, SchemaState state, string remark)
    {
        if (application is null)
            return;
        var verdict = state.Supports(ApplicationVersion.Parse(application));
        if (!verdict.IsSupported)
            throw new PipelineException(CliErrors.ApplicationUnfit, $"Version {application} of the application can't run with the schema: {verdict.Reason} {remark}".TrimEnd());
    }
}
