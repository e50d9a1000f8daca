using System.CommandLine;
using Pipeline.Cli.Showing;
using Pipeline.Errors;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Running;

namespace Pipeline.Cli.Migrating;

/// <summary>The commands that change something: <c>up</c>, <c>down</c>, <c>redo</c>, <c>baseline</c>, <c>mark</c>, <c>repair</c>.</summary>
internal static class RunCommand
{
    public static async Task<int> RunAsync(RequestKind kind, MigrateSession session, ParseResult parsed, MigrateOptions options, CancellationToken cancellationToken)
    {
        var approved = parsed.GetValue(options.Plan) is { } path ? await SavedPlans.ReadAsync(path, kind, cancellationToken) : null;
        if (approved is not null && RequestReader.HasAny(parsed, options))
            throw new PipelineException(CliErrors.OtherPlan, "A saved plan says what to do. Leave --to, --phase, --allow-out-of-order and --decision out, or plan again with them.") { ExitCode = 2 };
        var request = approved?.Request ?? RequestReader.Read(kind, parsed, options);
        if (request is { Kind: RequestKind.Repair, Decision: null })
            return await ExplainAsync(request, session, cancellationToken);

        if (parsed.GetResult(options.ApplicationVersion) is not null && parsed.GetValue(options.ApplicationVersion) is { } application)
            await ApplicationCheck.RequireAsync(application, approved ?? await session.Migrator.PlanAsync(request, cancellationToken), session, cancellationToken);
        var outcome = await RunView.ShowAsync(session, progress => approved is null
            ? session.Migrator.RunAsync(request, progress, cancellationToken)
            : session.Migrator.RunAsync(approved, progress, cancellationToken));
        foreach (var finding in outcome.Plan.Findings)
            session.Remark(PlanView.Sentence(finding));
        session.Answer(() => OutcomeJson.Write(outcome), () => session.Write(OutcomeText.Of(outcome)));
        return 0;
    }

    private static async Task<int> ExplainAsync(MigrationRequest request, MigrateSession session, CancellationToken cancellationToken)
    {
        var plan = await session.Migrator.PlanAsync(request, cancellationToken);
        session.Answer(plan.ToJson, () =>
        {
            foreach (var finding in plan.Findings)
                session.Write(PlanView.Sentence(finding));
        });
        return 0;
    }
}
