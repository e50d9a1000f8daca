using Benchmarks;
using Benchmarks.Migrating;

// Measures what docs/benchmarks.md says, and prints it as Markdown:
//   ./build.sh Nothing && dotnet run -c Release --project tests/Benchmarks -- [RUNS, default 15]
//   dotnet run -c Release --project tests/Benchmarks -- migrations [RUNS, default 5]
var isAboutMigrations = args is ["migrations", ..];
var runs = args.LastOrDefault() is { } asked && int.TryParse(asked, out var given) && given > 0 ? given : isAboutMigrations ? 5 : 15;
if (isAboutMigrations)
{
    Console.WriteLine(await MigrationBenchmarks.RunAsync(runs));
    return;
}

using var workspace = await Workspace.CreateAsync();
foreach (var table in (Func<Task<string>>[])[() => StartupBenchmarks.RunAsync(workspace, runs), () => WorkBenchmarks.RunAsync(workspace, runs)])
    Console.WriteLine(await table());
