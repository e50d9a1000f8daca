using System.Text.Json.Nodes;
using Pipeline.Cli.Tests.Assemblies;
using Pipeline.Migrations.Planning;

namespace Pipeline.Cli.Tests.Running;

/// <summary>What a program reads out of a Job's log, where both outputs are mixed.</summary>
public sealed class MarkedAnswerTests(Server server) : IClassFixture<Server>, IDisposable
{
    private const string Mark = "5f0c2a9e";

    private readonly CompiledMigrations _migrations = new(MigrationSources.Clients, MigrationSources.Throwing);

    public void Dispose() => _migrations.Dispose();

    [Fact]
    public async Task An_answer_is_one_line_of_JSON_behind_the_mark_beside_what_is_for_people()
    {
        var cli = NewCli();

        var marked = (await cli.RunAsync("plan")).AssertSuccess();
        var plain = (await NewCli(marks: false, cli.Database).RunAsync("plan")).AssertSuccess();

        Assert.Equal(plain.Out, string.Concat(marked.Out.Split('\n').Where(x => !x.StartsWith(Mark, StringComparison.Ordinal)).SkipLast(1).Select(x => x + "\n")));
        var answer = Assert.Single(Marked(marked.Out))["answer"]!;
        Assert.Equal([1L, 4L], MigrationPlan.FromJson(answer.ToJsonString()).Steps.Select(x => x.Version));
        Assert.Equal(MigrationPlan.FromJson((await cli.RunAsync("plan", "--output", "json")).Out.Split(Mark)[0]).Hash, MigrationPlan.FromJson(answer.ToJsonString()).Hash);
    }

    [Fact]
    public async Task A_failure_is_told_with_its_id_and_cure()
    {
        var failed = await NewCli().RunAsync("up");
        var misused = await NewCli().RunAsync("up", "--nothing");

        var error = Assert.Single(Marked(failed.Out))["error"]!;
        Assert.Equal(1, failed.ExitCode);
        Assert.Contains($"error {error["id"]}: {error["message"]}", failed.Error, StringComparison.Ordinal);
        Assert.Contains($"{error["cure"]}", failed.Error, StringComparison.Ordinal);
        Assert.Contains("the disk is on fire", (string)error["message"]!, StringComparison.Ordinal);
        Assert.Equal("PIPE8801", (string?)Assert.Single(Marked(misused.Out))["error"]!["id"]);
    }

    private static IReadOnlyList<JsonNode> Marked(string output) => [.. output.Split('\n').Where(x => x.StartsWith(Mark, StringComparison.Ordinal)).Select(x => JsonNode.Parse(x[Mark.Length..])!)];

    private Cli NewCli(bool marks = true, string? database = null)
    {
        var cli = new Cli(server.Uri, database ?? server.NewDatabase().DatabaseNamespace.DatabaseName, _migrations.Path);
        if (marks)
            cli.Variables["PIPELINE_ANSWER_MARK"] = Mark;
        return cli;
    }
}
