using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Sources;

namespace Pipeline.Migrations.Compatibility;

/// <summary>Looks for the newest earlier schema that a version of the application can run with.</summary>
internal static class FitSearch
{
    /// <param name="state">The schema as it is.</param>
    /// <param name="migrations">The migrations.</param>
    /// <param name="application">The version of the application.</param>
    /// <param name="plan">Plans going down.</param>
    public static async Task<SchemaFit> RunAsync(SchemaState state, MigrationSet migrations, ApplicationVersion application, Func<MigrationRequest, Task<MigrationPlan>> plan)
    {
        var fit = new SchemaFit { CurrentVersion = state.Version, Verdict = state.Supports(application) };
        if (fit.Verdict.IsSupported)
            return fit;
        if (Earlier(state, migrations, application) is not { } version)
            return fit with { DownReason = $"Version {application} can't run with any earlier schema either." };

        var down = await plan(MigrationRequest.Down(version));
        var against = down.Findings.Where(x => x.Severity == FindingSeverity.Blocker).Select(x => x.Message).ToList();
        return fit with
        {
            DownTo = version,
            CanGoDown = down.CanRun,
            DownReason = down.CanRun
                ? $"Taken back: {string.Join(", ", down.Steps.Select(x => $"{x.Version} {x.Name}"))}."
                : $"Going down to {version} isn't possible: {string.Join(" ", against)}",
        };
    }

    private static long? Earlier(SchemaState state, MigrationSet migrations, ApplicationVersion application)
    {
        for (var count = state.Applied.Count - 1; count >= 0; count--)
        {
            var applied = state.Applied.Take(count).ToList();
            if (SchemaState.With(migrations, applied).Supports(application).IsSupported)
                return count == 0 ? 0 : applied[^1];
        }

        return null;
    }
}
