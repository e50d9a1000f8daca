using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Cli.Tests.Assemblies;
using Pipeline.Embedded.MongoDB;

namespace Pipeline.Cli.Tests.Running;

/// <summary>What, which, and what next; the right exit code; nothing changed.</summary>
public sealed class BadInputTests(Server server) : IClassFixture<Server>, IDisposable
{
    private readonly CompiledMigrations _migrations = new(MigrationSources.Clients, MigrationSources.Names);

    public void Dispose() => _migrations.Dispose();

    [Fact]
    public async Task An_unreachable_server_is_named()
    {
        var cli = new Cli("mongodb://user:hunter22@127.0.0.1:1/?connectTimeoutMS=200", "app", _migrations.Path);

        var up = await cli.RunProgramAsync("up", "--server-timeout", "500ms");

        up.AssertMistake(1, "PIPE8030", "127.0.0.1:1", "0.5 s");
        Assert.DoesNotContain("hunter22", up.Out + up.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_credentials_are_refused_without_the_password_being_said()
    {
        await using var guarded = await EmbeddedMongoServer.StartAsync(new EmbeddedMongoServerOptions { RequiresAuthentication = true, UserName = "admin", Password = "right-password" });
        var cli = new Cli(guarded.ConnectionString, "app", _migrations.Path);
        cli.Variables["PIPELINE_MONGODB_USERNAME"] = "admin";
        cli.Variables["PIPELINE_MONGODB_PASSWORD"] = "wrong-p@ss/word";

        var refused = await cli.RunAsync("up");
        cli.Variables["PIPELINE_MONGODB_PASSWORD"] = "right-password";

        refused.AssertMistake(1, "PIPE8031", "admin");
        Assert.DoesNotContain("wrong-p", refused.Out + refused.Error, StringComparison.Ordinal);
        (await cli.RunAsync("up")).AssertSuccess();
    }

    [Fact]
    public async Task A_missing_assembly_one_that_is_none_and_one_without_migrations_are_told_apart()
    {
        var text = _migrations.FileOf("text.dll");
        await File.WriteAllTextAsync(text, "no assembly");
        var empty = _migrations.Compile("Empty", [("Empty.cs", "public class Empty { }")]);
        var cli = NewCli();

        (await (cli with { Assembly = "/no/such.dll" }).RunAsync("plan")).AssertMistake(2, "PIPE8820", "/no/such.dll");
        (await (cli with { Assembly = text }).RunAsync("plan")).AssertMistake(2, "PIPE8820", "no .NET assembly");
        (await (cli with { Assembly = empty }).RunAsync("plan")).AssertMistake(2, "PIPE8004", "Empty");
    }

    [Fact]
    public async Task A_migration_that_throws_is_named_and_repaired_by_a_decision()
    {
        using var migrations = new CompiledMigrations(MigrationSources.Clients, MigrationSources.Throwing);
        var cli = NewCli() with { Assembly = migrations.Path };

        (await cli.RunProgramAsync("up")).AssertMistake(1, "PIPE8023", "M4_Throwing.cs", "the disk is on fire", "repair");
        (await cli.RunAsync("up")).AssertMistake(1, "PIPE8014", "whether clients have the field x");
        Assert.Contains("whether clients have the field x", (await cli.RunAsync("repair")).AssertSuccess().Out, StringComparison.Ordinal);
        (await cli.RunAsync("repair", "--to-version", "4", "--decision", "applied")).AssertSuccess();
        Assert.Contains("Nothing to do", (await cli.RunAsync("up")).AssertSuccess().Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_migration_is_named_and_accepted_by_a_decision()
    {
        var cli = NewCli();
        (await cli.RunAsync("up", "--to", "1")).AssertSuccess();
        var (file, source) = MigrationSources.Clients;
        using var edited = new CompiledMigrations((file, source.Replace(".Unique()", "", StringComparison.Ordinal)), MigrationSources.Names);
        var again = cli with { Assembly = edited.Path };

        (await again.RunAsync("up")).AssertMistake(1, "PIPE8011", "M1_Clients.cs", "Nothing was changed");
        (await again.RunAsync("repair", "--to", "1", "--decision", "accept-checksum")).AssertSuccess();
        (await again.RunAsync("up")).AssertSuccess();
    }

    [Fact]
    public async Task A_way_down_past_an_irreversible_migration_is_refused()
    {
        using var migrations = new CompiledMigrations(MigrationSources.Clients, MigrationSources.Irreversible);
        var database = server.NewDatabase();
        var cli = new Cli(server.Uri, database.DatabaseNamespace.DatabaseName, migrations.Path);
        (await cli.RunAsync("up")).AssertSuccess();

        var down = await cli.RunAsync("down", "--to", "0");

        down.AssertMistake(1, "PIPE8013", "no way back", "the old names are gone");
        Assert.Equal(["_id_", "email_1", "name_1"], await Server.IndexesOf(database, "clients"));
    }

    [Fact]
    public async Task A_plan_with_a_blocker_ends_with_exit_code_1()
    {
        var database = server.NewDatabase();
        await database.GetCollection<BsonDocument>("clients").InsertManyAsync([new BsonDocument("email", "twice"), new BsonDocument("email", "twice")]);
        var cli = new Cli(server.Uri, database.DatabaseNamespace.DatabaseName, _migrations.Path);

        var plan = await cli.RunAsync("plan");

        Assert.Equal(1, plan.ExitCode);
        Assert.Contains("blocker PIPE8016", plan.Out, StringComparison.Ordinal);
        (await cli.RunAsync("up")).AssertMistake(1, "PIPE8016", "email_1", "twice");
    }

    [Fact]
    public async Task An_application_that_cannot_run_with_the_result_is_refused_before_anything_runs()
    {
        var cli = NewCli();
        (await cli.RunAsync("up")).AssertSuccess();

        (await cli.RunAsync("down", "--to", "0", "--application-version", "1.2.0")).AssertMistake(1, "PIPE8831", "1.2.0", "Nothing was changed");
        (await cli.RunAsync("verify", "--application-version", "1.2.0")).AssertSuccess();
        (await cli.RunAsync("down", "--to", "0", "--application-version", "0.9.0")).AssertSuccess();
        (await cli.RunAsync("verify", "--application-version", "1.2.0")).AssertMistake(1, "PIPE8831");
        (await cli.RunAsync("up", "--application-version", "one")).AssertMistake(2, "PIPE8005");
    }

    [Theory]
    [InlineData("--assembly", "migrate", "up")]
    [InlineData("sideways", "migrate", "sideways", "--assembly", "x.dll")]
    [InlineData("90", "migrate", "up", "--assembly", "x.dll", "--lock-timeout", "90")]
    [InlineData("yaml", "migrate", "plan", "--assembly", "x.dll", "--output", "yaml")]
    [InlineData("maybe", "migrate", "repair", "--assembly", "x.dll", "--decision", "maybe")]
    public async Task A_command_line_that_cannot_be_understood_ends_with_exit_code_2(string named, params string[] arguments)
    {
        var call = await Cli.CallAsync(new Dictionary<string, string> { ["PIPELINE_MONGODB_URI"] = server.Uri }, arguments);

        call.AssertMistake(2, named);
    }

    [Fact]
    public async Task A_version_below_zero_or_left_out_is_refused()
    {
        var cli = NewCli();

        (await cli.RunAsync("down")).AssertMistake(2, "PIPE8801", "--to VERSION", "0 takes back all");
        (await cli.RunAsync("up", "--to", "-1")).AssertMistake(2, "PIPE8801", "-1");
        (await cli.RunAsync("up", "--to", "99")).AssertMistake(1, "PIPE8018", "99");
    }

    private Cli NewCli() => new(server.Uri, server.NewDatabase().DatabaseNamespace.DatabaseName, _migrations.Path);
}
