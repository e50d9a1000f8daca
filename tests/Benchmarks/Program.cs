using System.Globalization;
using Benchmarks;
using Benchmarks.Containers;
using Benchmarks.Deploying;
using Benchmarks.Migrating;
using Benchmarks.Onboarding;
using Benchmarks.Rendering;
using Benchmarks.Serving;
using Benchmarks.Validating;

// Measures what docs/benchmarks.md says, and prints it as Markdown:
//   ./build.sh Nothing && dotnet run -c Release --project tests/Benchmarks -- [RUNS, default 15]
//   dotnet run -c Release --project tests/Benchmarks -- deploy [RUNS, default 15]
//   dotnet run -c Release --project tests/Benchmarks -- images [RUNS, default 15]
//   dotnet run -c Release --project tests/Benchmarks -- images-compiled [RUNS, default 15; half a minute each]
//   dotnet run -c Release --project tests/Benchmarks -- migrations [RUNS, default 5]
//   dotnet run -c Release --project tests/Benchmarks -- mongodb [RUNS, default 15]
//   dotnet run -c Release --project tests/Benchmarks -- render [RUNS, default 15]
//   dotnet run -c Release --project tests/Benchmarks -- service [RUNS, default 5] [MIB of a file, default 1024]
//   dotnet run -c Release --project tests/Benchmarks -- validate [RUNS, default 15]
if (args is ["render-once", var directory])
{
    await RenderBenchmarks.OnceAsync(directory);
    return;
}

if (args is ["image-once", var published, var layout, var baseLayout, var kept, var repository])
{
    await ImageBenchmarks.OnceAsync(published, layout, baseLayout, kept, repository);
    return;
}

if (args is ["gate-once", var report])
{
    await GateBenchmarks.OnceAsync(report);
    return;
}

if (args is ["service", .. var numbers])
{
    Console.WriteLine(await ServiceBenchmarks.RunAsync(numbers is [var rounds, ..] ? int.Parse(rounds, CultureInfo.InvariantCulture) : 5, numbers is [_, var mebibytes] ? int.Parse(mebibytes, CultureInfo.InvariantCulture) : 1024));
    return;
}

var isAboutMigrations = args is ["migrations", ..];
var runs = args.LastOrDefault() is { } asked && int.TryParse(asked, out var given) && given > 0 ? given : isAboutMigrations ? 5 : 15;
if (isAboutMigrations)
{
    Console.WriteLine(await MigrationBenchmarks.RunAsync(runs));
    return;
}

if (args is ["deploy", ..])
{
    Console.WriteLine(await DeployBenchmarks.RunAsync(runs));
    return;
}

if (args is ["images", ..])
{
    Console.WriteLine(await ImageBenchmarks.RunAsync(runs));
    return;
}

if (args is ["images-compiled", ..])
{
    Console.WriteLine(await ImageBenchmarks.RunCompiledAsync(runs));
    return;
}

if (args is ["mongodb", ..])
{
    Console.WriteLine(await MongoServerBenchmarks.RunAsync(runs));
    return;
}

if (args is ["render", ..])
{
    Console.WriteLine(await RenderBenchmarks.RunAsync(runs));
    return;
}

if (args is ["validate", ..])
{
    Console.WriteLine(await ValidateBenchmarks.RunAsync(runs));
    return;
}

using var workspace = await Workspace.CreateAsync();
foreach (var table in (Func<Task<string>>[])[() => StartupBenchmarks.RunAsync(workspace, runs), () => WorkBenchmarks.RunAsync(workspace, runs)])
    Console.WriteLine(await table());
