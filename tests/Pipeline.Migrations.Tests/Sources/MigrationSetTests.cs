using MongoDB.Driver;
using Pipeline.Errors;
using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Schemas;
using Pipeline.Migrations.Sources;
using Pipeline.Migrations.Tests.Samples;

namespace Pipeline.Migrations.Tests.Sources;

public sealed class MigrationSetTests
{
    [Fact]
    public void Two_migrations_with_one_version_are_reported_with_both_files_and_the_remedy()
    {
        var exception = Assert.Throws<PipelineException>(() => SampleSet.Of(SampleSet.Migration<CreateClients>(7), SampleSet.Migration<IndexSize>(7), SampleSet.Migration<CountUp>(9)));

        Assert.Equal("PIPE8001", exception.Code.Id);
        Assert.Contains("CreateClients7.cs", exception.Message, StringComparison.Ordinal);
        Assert.Contains("IndexSize7.cs", exception.Message, StringComparison.Ordinal);
        Assert.Contains("above 9", exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, exception.ExitCode);
    }

    [Fact]
    public void A_class_that_is_incomplete_is_reported_with_everything_that_is_missing()
    {
        var exception = Assert.Throws<PipelineException>(() => MigrationSet.Create([typeof(NoWayDown), typeof(BothWays), typeof(NoVersion), typeof(BadRange)], new AnySource(), []));

        Assert.Equal("PIPE8002", exception.Code.Id);
        Assert.Contains("NoWayDown (NoWayDown.cs): Its version is 0; versions are above zero. It has no way down.", exception.Message, StringComparison.Ordinal);
        Assert.Contains("It has a way down and [Irreversible].", exception.Message, StringComparison.Ordinal);
        Assert.Contains("NoVersion is a migration without version.", exception.Message, StringComparison.Ordinal);
        Assert.Contains("[RunsWith] names 'two'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_that_is_not_embedded_is_reported_with_the_line_for_the_project_file()
    {
        var exception = Assert.Throws<PipelineException>(() => MigrationSet.Create([typeof(Sound)], new EmbeddedSources(typeof(string).Assembly), []));

        Assert.Equal("PIPE8003", exception.Code.Id);
        Assert.Contains("Sound.cs", exception.Message, StringComparison.Ordinal);
        Assert.Contains("<EmbeddedResource Include=\"**/*.cs\"", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_without_migrations_is_refused()
    {
        var exception = Assert.Throws<PipelineException>(() => MigrationSet.FromAssembly(typeof(string).Assembly));

        Assert.Equal("PIPE8004", exception.Code.Id);
    }

    [Fact]
    public void A_migration_is_what_its_class_declares()
    {
        var set = MigrationSet.Create([typeof(Sound)], new AnySource(), []);

        var migration = Assert.Single(set.All);
        Assert.Equal(3, migration.Version);
        Assert.Equal("sound", migration.Name);
        Assert.Equal(MigrationPhase.Contract, migration.Phase);
        Assert.Equal(MigrationKind.Custom, migration.Kind);
        Assert.Equal("2.0.0 and later, before 3.0.0", migration.RunsWith.ToString());
        Assert.Equal("because it can't", migration.IrreversibleBecause);
        Assert.Equal(SourceChecksum.Of("class Any;"), migration.Checksum);
    }

    private sealed class AnySource : ISources
    {
        public SourceFile Find(string compiledPath) => new(compiledPath, () => "class Any;");
    }

    [Migration(0, "x", "NoWayDown.cs")]
    private sealed class NoWayDown : SchemaMigration
    {
        public override void Up(SchemaBuilder schema)
        {
        }
    }

    [Migration(1, "x", "BothWays.cs"), Irreversible("because")]
    private sealed class BothWays : SchemaMigration
    {
        public override void Up(SchemaBuilder schema)
        {
        }

        public override void Down(SchemaBuilder schema)
        {
        }
    }

    private sealed class NoVersion : SchemaMigration
    {
        public override void Up(SchemaBuilder schema)
        {
        }
    }

    [Migration(2, "x", "BadRange.cs"), Irreversible("because"), RunsWith("two")]
    private sealed class BadRange : SchemaMigration
    {
        public override void Up(SchemaBuilder schema)
        {
        }
    }

    [Migration(3, "sound", "Sound.cs", Phase = MigrationPhase.Contract), Irreversible("because it can't"), RunsWith("2.0.0", before: "3.0.0")]
    private sealed class Sound : CustomMigration
    {
        public override string WhatToCheck => "all of it";

        public override Task UpAsync(IMongoDatabase database, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
