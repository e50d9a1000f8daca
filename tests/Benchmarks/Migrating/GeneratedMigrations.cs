using System.Globalization;

namespace Benchmarks.Migrating;

/// <summary>The same small migrations, each inserting one document and taking it out again: as a project of ours, and for migrate-mongo.</summary>
internal static class GeneratedMigrations
{
    /// <summary>Compiles a project with so many migrations, and gives its assembly.</summary>
    public static async Task<string> CompileAsync(string directory, string product, int count)
    {
        Directory.CreateDirectory(directory);
        await File.WriteAllTextAsync(Path.Combine(directory, "Generated.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><EnableDynamicLoading>true</EnableDynamicLoading><PublishedAhead>Generated.dll</PublishedAhead></PropertyGroup>
              <ItemGroup><EmbeddedResource Include="**/*.cs" Exclude="bin/**;obj/**;published/**" LogicalName="migrations/%(RecursiveDir)%(Filename)%(Extension)" /></ItemGroup>
              <ItemGroup><ProjectReference Include="{product}/src/Pipeline.Migrations/Pipeline.Migrations.csproj" /></ItemGroup>
              <Import Project="{product}/build/CompilePublished.targets" />
            </Project>
            """);
        for (var i = 1; i <= count; i++)
        {
            await File.WriteAllTextAsync(Path.Combine(directory, $"M{i:D4}.cs"), string.Create(CultureInfo.InvariantCulture, $$"""
                using System.Threading;
                using System.Threading.Tasks;
                using MongoDB.Bson;
                using Pipeline.Migrations.Authoring;
                using Pipeline.Migrations.Authoring.Transactions;

                [Migration({{i}}, "insert {{i}}")]
                public sealed class M{{i:D4}} : TransactionalMigration
                {
                    public override Task UpAsync(TransactionContext context, CancellationToken cancellationToken) =>
                        context.Collection("things").InsertOneAsync(new BsonDocument { { "_id", {{i}} }, { "name", "thing {{i}}" } }, cancellationToken);

                    public override Task DownAsync(TransactionContext context, CancellationToken cancellationToken) =>
                        context.Collection("things").DeleteOneAsync(new BsonDocument("_id", {{i}}), cancellationToken);
                }
                """));
        }

        return Path.Combine(await PublishAsync(Path.Combine(directory, "Generated.csproj"), Path.Combine(directory, "published")), "Generated.dll");
    }

    /// <summary>Publishes a project as the build's target PublishMigrations does.</summary>
    public static async Task<string> PublishAsync(string project, string directory)
    {
        await Timed.RunAsync("dotnet", ["publish", project, "-c", "Release", "-o", directory, "-p:UseAppHost=false", "-p:PipelineReadyToRun=true", "-v", "q", "-nologo"], Path.GetDirectoryName(project)!);
        return directory;
    }

    /// <summary>Writes the same for migrate-mongo, with its configuration.</summary>
    public static async Task WriteForMigrateMongoAsync(string directory, string modules, string uri, string database, int count)
    {
        var migrations = Directory.CreateDirectory(Path.Combine(directory, "migrations")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(directory, "node_modules"), modules);
        await File.WriteAllTextAsync(Path.Combine(directory, "migrate-mongo-config.js"), $$"""
            module.exports = {
              mongodb: { url: "{{uri}}", databaseName: "{{database}}", options: {} },
              migrationsDir: "migrations", changelogCollectionName: "changelog", lockCollectionName: "changelog_lock", lockTtl: 0,
              migrationFileExtension: ".js", useFileHash: true, moduleSystem: "commonjs",
            };
            """);
        for (var i = 1; i <= count; i++)
        {
            await File.WriteAllTextAsync(Path.Combine(migrations, $"2026112300{i:D4}-insert.js"), string.Create(CultureInfo.InvariantCulture, $$"""
                module.exports = {
                  async up(db) { await db.collection("things").insertOne({ _id: {{i}}, name: "thing {{i}}" }); },
                  async down(db) { await db.collection("things").deleteOne({ _id: {{i}} }); },
                };
                """));
        }
    }
}
