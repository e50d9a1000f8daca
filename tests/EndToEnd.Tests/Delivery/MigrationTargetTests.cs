using EndToEnd.Tests.Processes;
using MongoDB.Bson;
using MongoDB.Driver;

namespace EndToEnd.Tests.Delivery;

/// <summary>This repository's own migrations, by its own build, in a copy of what they need: as a developer meets them first.</summary>
public sealed class MigrationTargetTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("pipeline-migrations-").FullName;

    public MigrationTargetTests()
    {
        foreach (var folder in (string[])["migrations", "src/Pipeline.Cli", "src/Pipeline.Errors", "src/Pipeline.Migrations", "src/Pipeline.Secrets"])
            CopySources(folder);
        foreach (var file in (string[])["Directory.Build.props", "Directory.Packages.props", "build.sh", "Pipeline.sln", "global.json", ".editorconfig", ".nuke/parameters.json", "build/Crossgen.targets", "build/CompilePublished.targets"])
            Copy(file);
    }

    private string State => Path.Combine(_root, ".nuke", "temp", "rehearsal");

    [Fact]
    public async Task Planned_applied_verified_and_taken_back_with_no_configuration()
    {
        var plan = await RunAsync("PlanMigrations");
        Assert.Contains("client_profiles", plan.All, StringComparison.OrdinalIgnoreCase);
        Assert.True(Directory.Exists(State));

        Assert.Contains("migrations applied in agentkit", (await RunAsync("Migrate")).All, StringComparison.Ordinal);
        Assert.Contains("Nothing to do", (await RunAsync("Migrate")).All, StringComparison.OrdinalIgnoreCase);
        await RunAsync("VerifyMigrations");

        await DropIndexAsync("client_profiles", "organization_id_1_client_id_1");
        var verified = await ChildAsync("VerifyMigrations");
        Assert.NotEqual(0, verified.ExitCode);
        Assert.Contains("organization_id_1_client_id_1", verified.All, StringComparison.Ordinal);

        Assert.Contains("taken back in agentkit", (await RunAsync("RollbackMigrations", "--to", "0")).All, StringComparison.Ordinal);
        await RunAsync("Clean");
        Assert.False(Directory.Exists(State));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>By hand: with the address that <c>Up</c> prints.</summary>
    private async Task DropIndexAsync(string collection, string index)
    {
        var up = await RunAsync("Up");
        var uri = up.All.Split(['"', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries).First(x => x.StartsWith("mongodb://", StringComparison.Ordinal));
        using (var client = new MongoClient(uri))
            await client.GetDatabase("agentkit").GetCollection<BsonDocument>(collection).Indexes.DropOneAsync(index);
        await RunAsync("Down");
    }

    private async Task<Finished> RunAsync(params string[] arguments) => (await ChildAsync(arguments)).AssertSuccess();

    private Task<Finished> ChildAsync(params string[] arguments) => Child.RunAsync(Path.Combine(ProductRepository.Root, "build.sh"), [.. arguments, "--root", _root], _root);

    private void CopySources(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(ProductRepository.Root, folder), "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(ProductRepository.Root, file);
            if (!name.Split(Path.DirectorySeparatorChar).Any(x => x is "bin" or "obj"))
                Copy(name);
        }
    }

    private void Copy(string name)
    {
        var target = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(Path.Combine(ProductRepository.Root, name), target);
    }
}
