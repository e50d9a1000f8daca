using System.Diagnostics;
using System.Globalization;

namespace Pipeline.Cli.Tests;

/// <summary>The command on one database with one assembly: within this process, or as a program.</summary>
internal sealed record Cli(string Uri, string Database, string Assembly)
{
    private static readonly TimeSpan s_bound = TimeSpan.FromMinutes(2);

    public Dictionary<string, string> Variables { get; init; } = new() { ["PIPELINE_MONGODB_URI"] = Uri };

    public async Task<Finished> RunAsync(params string[] arguments) => await CallAsync(Variables, ["migrate", .. arguments, "--assembly", Assembly, "--database", Database]);

    /// <summary>Any command line, within this process.</summary>
    public static async Task<Finished> CallAsync(IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await PipelineCommand.RunAsync(arguments, new Surroundings { Variables = variables, UserName = "tester", Out = output, Error = TextWriter.Synchronized(error) }, CancellationToken.None);
        return new Finished(code, output.ToString(), error.ToString());
    }

    /// <summary>Starts the program.</summary>
    public Process Start(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "pipeline.dll");
        var start = new ProcessStartInfo("dotnet", [program, "migrate", .. arguments, "--assembly", Assembly, "--database", Database]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public async Task<Finished> RunProgramAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await EndAsync(process);
    }

    public static async Task<Finished> EndAsync(Process process)
    {
        using var bound = new CancellationTokenSource(s_bound);
        var output = process.StandardOutput.ReadToEndAsync(bound.Token);
        var error = process.StandardError.ReadToEndAsync(bound.Token);
        try
        {
            await process.WaitForExitAsync(bound.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"pipeline didn't end within {s_bound}.");
        }

        return new Finished(process.ExitCode, await output, await error);
    }

    public static void Signal(Process process, string name)
    {
        using var kill = Process.Start("kill", ["-s", name, process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
