using System.Globalization;
using System.Text.Json;
using Pipeline.Errors;
using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Compatibility;
using Pipeline.Migrations.Planning;
using Pipeline.Releases.Databases;

namespace Pipeline.Components.Migrations;

/// <summary>The database of an environment, migrated by <c>pipeline migrate</c>: on the machine that runs the build, or as Jobs in the cluster.</summary>
/// <param name="command">The command, with the database that it works on.</param>
/// <param name="planFile">Where a plan that is to be carried out is handed over.</param>
internal sealed class PipelineDatabase(IPipelineCommand command, string planFile) : IReleaseDatabase
{
    // What `migrate plan --application-version` answers where the application can't run with the schema.
    private const string Unfit = "PIPE8831";

    public async Task<MigrationPlan> PlanAsync(MigrationPhase phase, CancellationToken cancellationToken) =>
        MigrationPlan.FromJson(await command.AskAsync(new PipelineCall(PipelineCall.Plan, "--phase", Word(phase)), cancellationToken));

    public async Task<string?> RunAsync(MigrationPlan plan, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(planFile)!);
        await File.WriteAllTextAsync(planFile, plan.ToJson(), cancellationToken);
        return await TryAsync(new PipelineCall("up") { PlanFile = planFile }, cancellationToken);
    }

    public Task<string?> TakeDownAsync(long version, CancellationToken cancellationToken) =>
        TryAsync(new PipelineCall("down", "--to", version.ToString(CultureInfo.InvariantCulture)), cancellationToken);

    public async Task<SchemaFit> FitAsync(string applicationVersion, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize<SchemaFit>(await command.AskAsync(new PipelineCall("fit", "--application-version", applicationVersion), cancellationToken), JsonSerializerOptions.Web)!;

    public async Task<SchemaVerdict> FitAfterAsync(MigrationPhase phase, string applicationVersion, CancellationToken cancellationToken)
    {
        try
        {
            await command.AskAsync(new PipelineCall(PipelineCall.Plan, "--phase", Word(phase), "--application-version", applicationVersion), cancellationToken);
            return new SchemaVerdict(true, $"Version {applicationVersion} can run with the schema after the {Word(phase)} phase.");
        }
        catch (PipelineException error) when (error.Code.Id == Unfit)
        {
            return new SchemaVerdict(false, error.Message);
        }
    }

    private async Task<string?> TryAsync(PipelineCall call, CancellationToken cancellationToken)
    {
        try
        {
            await command.RunAsync(call, cancellationToken);
            return null;
        }
        catch (PipelineException error)
        {
            return error.Message;
        }
    }

    private static string Word(MigrationPhase phase) => phase.ToString().ToLowerInvariant();
}
