using System.CommandLine;
using Pipeline.Cli.Showing;

namespace Pipeline.Cli.Migrating;

/// <summary><c>migrate plan</c>.</summary>
internal static class PlanCommand
{
    public static async Task<int> RunAsync(MigrateSession session, ParseResult parsed, MigrateOptions options, CancellationToken cancellationToken)
    {
        var plan = await session.Migrator.PlanAsync(RequestReader.Read(parsed.GetValue(options.For), parsed, options), cancellationToken);
        session.Answer(plan.ToJson, () => PlanView.Show(plan, session));
        if (parsed.GetValue(options.SavedPlan) is { } path)
        {
            await SavedPlans.WriteAsync(path, plan, cancellationToken);
            session.Remark($"Saved in {path}. Run exactly this: pipeline migrate {RequestReader.WordOf(plan.Request.Kind)} --plan {path}");
        }

        await ApplicationCheck.RequireAsync(parsed.GetValue(options.ApplicationVersion), plan, session, cancellationToken);
        return plan.CanRun ? 0 : 1;
    }
}
