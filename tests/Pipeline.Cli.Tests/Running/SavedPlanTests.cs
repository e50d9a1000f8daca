using Pipeline.Cli.Tests.Assemblies;

namespace Pipeline.Cli.Tests.Running;

public sealed class SavedPlanTests(Server server) : IClassFixture<Server>, IDisposable
{
    private readonly CompiledMigrations _migrations = new(MigrationSources.Clients, MigrationSources.Names);

    private string PlanFile => _migrations.FileOf("plan.json");

    public void Dispose() => _migrations.Dispose();

    [Fact]
    public async Task A_saved_plan_runs_as_it_was_saved()
    {
        var cli = NewCli();
        (await cli.RunAsync("plan", "--to", "1", "--plan", PlanFile)).AssertSuccess();

        var up = (await cli.RunAsync("up", "--plan", PlanFile)).AssertSuccess();

        Assert.Contains("1 migration applied", up.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_is_refused_once_somebody_else_has_migrated()
    {
        var cli = NewCli();
        (await cli.RunAsync("plan", "--plan", PlanFile)).AssertSuccess();
        (await cli.RunAsync("up", "--to", "1")).AssertSuccess();

        var late = await cli.RunAsync("up", "--plan", PlanFile);

        late.AssertMistake(1, "PIPE8020", "Nothing was changed");
    }

    [Fact]
    public async Task A_plan_runs_only_as_what_it_was_made_for()
    {
        var cli = NewCli();
        (await cli.RunAsync("plan", "--plan", PlanFile)).AssertSuccess();

        (await cli.RunAsync("redo", "--plan", PlanFile)).AssertMistake(2, "PIPE8830", "migrate up");
        (await cli.RunAsync("up", "--to", "1", "--plan", PlanFile)).AssertMistake(2, "PIPE8830", "--to");
    }

    [Fact]
    public async Task A_file_that_is_no_plan_or_not_there_is_named()
    {
        var cli = NewCli();
        var broken = _migrations.FileOf("broken.json");
        await File.WriteAllTextAsync(broken, "{ }");

        (await cli.RunAsync("up", "--plan", broken)).AssertMistake(2, "PIPE8050");
        (await cli.RunAsync("up", "--plan", _migrations.FileOf("none.json"))).AssertMistake(2, "PIPE8811", "none.json");
        (await cli.RunAsync("plan", "--plan", _migrations.FileOf("no/such/folder/plan.json"))).AssertMistake(2, "PIPE8811", "can't be written");
    }

    private Cli NewCli() => new(server.Uri, server.NewDatabase().DatabaseNamespace.DatabaseName, _migrations.Path);
}
