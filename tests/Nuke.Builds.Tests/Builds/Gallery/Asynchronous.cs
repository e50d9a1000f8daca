using System;
using System.IO;
using System.Net.Http;
using System.Threading.Tasks;
using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Serilog;

namespace Asynchronous;

class Build : NukeBuild
{
    public static int Main() => Execute<Build>(x => x.Join);

    Target Write => _ => _
        .Executes(async () =>
        {
            await Task.Yield();
            await File.WriteAllTextAsync(RootDirectory / "written.txt", "text");
            await Task.Run(() => Log.Information("Written on another thread"));
        });

    Target Read => _ => _
        .DependsOn(Write)
        .Executes(async () => Console.WriteLine($"Read={await File.ReadAllTextAsync(RootDirectory / "written.txt")}"));

    Target Value => _ => _
        .Executes(() => 42)
        .Executes(async () => { await Task.CompletedTask; return "dropped"; });

    Target Method => _ => _
        .Executes(RunAsync);

    Target Join => _ => _
        .DependsOn(Read, Value, Method)
        .Executes(async () => await Task.WhenAll(RunAsync(), RunAsync()));

    Target Throw => _ => _
        .Executes(async () =>
        {
            await Task.Yield();
            throw new IOException("Broken in the middle");
        });

    Target Wait => _ => _
        .Executes(() =>
        {
            Console.WriteLine("[waiting]");
            ProcessTasks.StartProcess("sleep", "600").AssertZeroExitCode();
        });

    Target Last => _ => _
        .After(Wait)
        .AssuredAfterFailure()
        .Executes(() => Console.WriteLine("[last]"));

    async Task RunAsync()
    {
        await Task.Yield();
        Console.WriteLine("[run]");
    }
}
