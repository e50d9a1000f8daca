using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Pipeline.Components.Targets;

[Crashes]
class Build : NukeBuild
{
    public static int Main() => Environment.GetEnvironmentVariable("SAMPLE_BUILD") switch
    {
        "cyclic" => Execute<CyclicBuild>(x => x.First),
        "parallel" => Execute<ParallelBuild>(x => x.All),
        _ => Execute<Build>(x => x.Nothing),
    };

    const string Greeting = "hello one";

    [Parameter("What Show shows.")] readonly string Word;
    [Parameter("What Show counts.")] readonly int Number = 1;
    [Parameter("What NeedsToken can't do without.")] readonly string Token;

    static void Note(string file, string text) => File.AppendAllText(RootDirectory / file, text + "\n");

    Target Nothing => _ => _.Executes(() => { });

    Target Greet => _ => _.Executes(() => Console.WriteLine(Greeting));

    Target Show => _ => _.Executes(() => Console.WriteLine($"word=[{Word}] number=[{Number}]"));

    Target ShowRoot => _ => _.Executes(() => Console.WriteLine($"root=[{RootDirectory}] inherited=[{Environment.GetEnvironmentVariable("PIPELINE_SCRIPT_ROOT")}]"));

    Target NeedsToken => _ => _.Requires(() => Token).Executes(() => { });

    Target Throws => _ => _.Executes(() => { throw new InvalidOperationException("The widget is missing."); });

    Target NeedsTool => _ => _.Executes(() => ProcessTasks.StartProcess("no-such-tool-anywhere", "--version").AssertZeroExitCode());

    Target ExitsWithSeven => _ => _.Executes(() => { ExitCode = 7; });

    Target Waits => _ => _.Executes(() =>
    {
        var process = ProcessTasks.StartProcess("bash", "-c \"echo $$ > child.pid; exec sleep 300\"");
        process.AssertZeroExitCode();
    });

    Target CleansUp => _ => _.After(Waits, Ignores).AssuredAfterFailure().Executes(() => Note("cleaned-up", "yes"));

    Target Ignores => _ => _.Executes(() =>
    {
        Note("child.pid", "0");
        while (true)
            Thread.Sleep(50);
    });

    Target Prepare => _ => _.Executes(() => Note("prepared", "once"));

    Target Flaky => _ => _.DependsOn(Prepare).Executes(() => Assert.FileExists(RootDirectory / "ready"));

    Target Independent => _ => _.After(Flaky).Executes(() => Note("independent", "once"));

    Target Copy => _ => _
        .CacheInputs("src/**")
        .CacheOutputs("made")
        .Executes(() =>
        {
            Note("copy.runs", "x");
            (RootDirectory / "made").CreateOrCleanDirectory();
            foreach (var file in (RootDirectory / "src").GlobFiles("**/*"))
                File.WriteAllText(RootDirectory / "made" / file.Name, File.ReadAllText(file).ToUpperInvariant());
        });

    Target Pack => _ => _
        .DependsOn(Copy)
        .CacheInputs("made/**")
        .CacheOutputs("packed.txt")
        .Executes(() =>
        {
            Note("pack.runs", "x");
            File.WriteAllText(RootDirectory / "packed.txt", string.Concat((RootDirectory / "made").GlobFiles("*").OrderBy(x => x.Name, StringComparer.Ordinal).Select(x => File.ReadAllText(x))));
        });
}
