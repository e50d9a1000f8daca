using System.Globalization;
using Migrations.KillHost;
using Pipeline.Embedded.MongoDB;
using Pipeline.Errors;
using Pipeline.Migrations;
using Pipeline.Migrations.Connecting;
using Pipeline.Migrations.Tests.Samples;

// Runs a scenario's request and kills itself after so many crash points; 0 never does. Prints each point that it passes.
// The first argument is a server's address, or a directory: then the server runs in this process, and dies with it.
var (database, scenario, killAfter) = (args[1], KillScenario.Find(args[2]), int.Parse(args[3], CultureInfo.InvariantCulture));
await using var server = Directory.Exists(args[0]) ? await EmbeddedMongoServer.StartAsync(new EmbeddedMongoServerOptions { DataDirectory = args[0] }) : null;
var uri = server?.ConnectionString ?? args[0];
var migrator = Migrator.Create(MigrationConnection.Open(uri, database), scenario.Migrations, KillScenario.Options, new KillSwitch(killAfter));
try
{
    await migrator.RunAsync(scenario.Request);
    return 0;
}
catch (PipelineException exception)
{
    Console.Error.WriteLine($"{exception.Code.Id}: {exception.Message}");
    return exception.ExitCode;
}
