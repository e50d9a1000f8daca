#nullable enable
using System;
using System.Linq;
using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Utilities;
using Serilog;
using static Nuke.Common.Assert;
using static Nuke.Common.ControlFlow;
using static Nuke.Common.EnvironmentInfo;
using static Nuke.Common.IO.FileSystemTasks;
using static Nuke.Common.IO.PathConstruction;
using static Nuke.Common.IO.TextTasks;
using static Nuke.Common.IO.HttpTasks;
using static Nuke.Common.IO.CompressionTasks;
using static Nuke.Common.Utilities.StringExtensions;

namespace Statics;

class Build : NukeBuild
{
    public static int Main() => Execute<Build>(x => x.Environment);

    AbsolutePath? OptionalFile => RootDirectory / "optional.txt" is var path && path.FileExists() ? path : null;

    Target Environment => _ => _
        .Executes(() =>
        {
            Console.WriteLine($"Unix={IsUnix && !IsWin} Platform={Platform} Family={PlatformFamily.Linux}");
            Console.WriteLine($"Variable={GetVariable<int?>("STATICS_NUMBER")} Has={HasVariable("STATICS_NUMBER")} Missing={GetVariable<string>("STATICS_MISSING") ?? "null"}");
            Console.WriteLine($"Argument={HasArgument("dry-run-it")}");
            Console.WriteLine($"Working={WorkingDirectory == RootDirectory} Optional={OptionalFile?.Name ?? "none"}");
            Console.WriteLine($"Relative={GetRelativePath(RootDirectory, RootDirectory / "a" / "b")} {RootDirectory.GetRelativePathTo(RootDirectory / "c")}");
            Console.WriteLine($"Temporary={RootDirectory.GetUnixRelativePathTo(TemporaryDirectory)}");
            Console.WriteLine($"Assembly={BuildAssemblyFile?.Name} {BuildAssemblyDirectory?.Name}");
        });

    [Parameter] readonly bool DryRunIt;

    Target Messages => _ => _
        .Executes(() =>
        {
            Log.Verbose("A verbose {Thing}", "thing");
            Log.Debug("A debug {Thing}", "thing");
            Log.Information("Text {Text} number {Number} list {List} object {@Object}", "quoted?", 5, new[] { 1, 2 }, new { A = 1 });
            Log.Information("Raw {Text:l} {Percent:P0}", "unquoted", 0.5);
            Log.Warning("Careful with {Path}", RootDirectory.Name);
            Log.Error(new InvalidOperationException("the reason"), "It went wrong");
            Log.Information("Braces {{kept}}");
            Log.ForContext("X", 1).Information("With context");
            Console.Write("no line ");
            Console.WriteLine("break");
            Host.Information("From the host");
            Host.Warning("Host warns");
        });
}
