using System.Globalization;
using System.Text.Json;
using Pipeline.Errors;
using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Compatibility;
using Pipeline.Migrations.Planning;
using Pipeline.Releases.Databases;

namespace Pipeline.Components.Migrations;

/// <summary>The database of an environment, migrated by <c>pipeline migrate</c> on the machine that runs the build.</summary>
/// <param name="program">The program, with the database's address.</param>
/// <param name="planFile">Where a plan that is to be carried out is handed over.</param>
internal sealed class DatabaseProgram(PipelineProgram program, string planFile) : IReleaseDatabase
{
    // What `migrate plan --application-version` answers where the application can't run with the schema.
    private const string Unfit = "PIPE8831";

    public Task<MigrationPlan> PlanAsync(MigrationPhase phase, CancellationToken cancellationToken) =>
        Task.Run(() => MigrationPlan.FromJson(program.Ask("plan", "--phase", Word(phase))), cancellationToken);

    public async Task<string?> RunAsync(MigrationPlan plan, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(planFile)!);
        await File.WriteAllTextAsync(planFile, plan.ToJson(), cancellationToken);
        return await TryAsync(() => program.Run("up", "--plan", planFile), cancellationToken);
    }

    public Task<string?> TakeDownAsync(long version, CancellationToken cancellationToken) =>
        TryAsync(() => program.Run("down", "--to", version.ToString(CultureInfo.InvariantCulture)), cancellationToken);

    public Task<SchemaFit> FitAsync(string applicationVersion, CancellationToken cancellationToken) =>
        Task.Run(() => JsonSerializer.Deserialize<SchemaFit>(program.Ask("fit", "--application-version", applicationVersion), JsonSerializerOptions.Web)!, cancellationToken);

    public Task<SchemaVerdict> FitAfterAsync(MigrationPhase phase, string applicationVersion, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            try
            {
                program.Ask("plan", "--phase", Word(phase), "--application-version", applicationVersion);
                return new SchemaVerdict(true, $"Version {applicationVersion} can run with the schema after the {Word(phase)} phase.");
            }
            catch (PipelineException error) when (error.Code.Id == Unfit)
            {
                return new SchemaVerdict(false, error.Message);
            }
        },
        cancellationToken);

    private static Task<string?> TryAsync(Action run, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            try
            {
                run();
                return null;
            }
            catch (PipelineException error)
            {
                return error.Message;
            }
        },
        cancellationToken);

    private static string Word(MigrationPhase phase) => phase.ToString().ToLowerInvariant();
}
