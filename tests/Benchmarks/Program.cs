using Benchmarks;

// Measures what docs/benchmarks.md says, and prints it as Markdown:
//   ./build.sh Nothing && dotnet run -c Release --project tests/Benchmarks -- [RUNS, default 15]
var runs = args is [var asked, ..] && int.TryParse(asked, out var given) && given > 0 ? given : 15;
using var workspace = await Workspace.CreateAsync();
foreach (var table in (Func<Task<string>>[])[() => StartupBenchmarks.RunAsync(workspace, runs), () => WorkBenchmarks.RunAsync(workspace, runs)])
    Console.WriteLine(await table());
