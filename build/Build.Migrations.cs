using System.Collections.Generic;
using Nuke.Common;
using Nuke.Common.IO;
using Pipeline.Components.Migrations;

partial class Build
{
    AbsolutePath IMigrateDatabase.PipelineProject => RootDirectory / "src" / "Pipeline.Cli" / "Pipeline.Cli.csproj";

    string IMigrateDatabase.RehearsalDatabaseName => "agentkit";

    IReadOnlyList<string> IMigrateDatabase.MigrationSources =>
    [
        "migrations/**", "src/Pipeline.Cli/**", "src/Pipeline.Migrations/**", "src/Pipeline.Secrets/**", "src/Pipeline.Errors/**", "!**/bin/**", "!**/obj/**",
        "Directory.*.props", "global.json",
    ];
}
