using Pipeline.Cli.Loading;
using Pipeline.Cli.Tests.Assemblies;
using Pipeline.Errors;
using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Planning;

namespace Pipeline.Cli.Tests.Loading;

public sealed class MigrationsAssemblyTests
{
    [Fact]
    public void Migrations_and_this_program_share_the_types_of_the_library()
    {
        using var compiled = new CompiledMigrations(MigrationSources.Clients);

        var set = MigrationsAssembly.Load(compiled.Path);

        Assert.Equal(MigrationKind.Schema, Assert.Single(set.All).Kind);
    }

    [Fact]
    public void Dependencies_are_found_beside_the_assembly()
    {
        using var compiled = new CompiledMigrations(MigrationSources.Clients);
        var dependency = compiled.Compile("Sample.Names", [("Names.cs", "public static class CollectionNames { public static string Clients => \"clients\"; }")]);
        var (file, source) = MigrationSources.Clients;
        var path = compiled.Compile("Sample.Dependent", [(file, source.Replace("Collection(\"clients\")", "Collection(CollectionNames.Clients)", StringComparison.Ordinal))], dependency);

        var set = MigrationsAssembly.Load(path);

        var plan = MigrationPlan.Create(set, MigrationJournal.Empty, new DatabaseFacts { Database = "x" }, MigrationRequest.Up());
        Assert.Contains("create collection clients", Assert.Single(plan.Steps).Operations);
    }

    [Fact]
    public void A_dependency_that_is_not_there_is_named()
    {
        using var compiled = new CompiledMigrations(MigrationSources.Clients);
        var dependency = compiled.Compile("Sample.Base", [("Base.cs", "public abstract class OwnBase : Pipeline.Migrations.Authoring.SchemaMigration { }")]);
        var (file, source) = MigrationSources.Clients;
        var path = compiled.Compile("Sample.Dependent", [(file, source.Replace(": SchemaMigration", ": OwnBase", StringComparison.Ordinal))], dependency);
        File.Delete(dependency);

        var exception = Assert.Throws<PipelineException>(() => MigrationsAssembly.Load(path));

        Assert.Equal(("PIPE8821", 2), (exception.Code.Id, exception.ExitCode));
        Assert.Contains("Sample.Base", exception.Message, StringComparison.Ordinal);
    }
}
