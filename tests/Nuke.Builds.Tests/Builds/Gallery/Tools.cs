using System;
using System.Collections.Generic;
using System.Linq;
using Nuke.Common;
using Nuke.Common.Git;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.Git;
using Nuke.Common.Utilities;
using Serilog;
using static Nuke.Common.Tooling.ProcessTasks;
using static Nuke.Common.Tools.Git.GitTasks;

namespace Tools;

class Build : NukeBuild
{
    public static int Main() => Execute<Build>(x => x.Status);

    [PathVariable] readonly Tool Git;
    [PathVariable("sh")] readonly Tool Shell;
    [PathVariable] readonly Tool Surelynothere;
    [LocalPath("tools/hello.sh")] readonly Tool Hello;
    [Parameter] [Secret] readonly string Password;
    [Parameter] readonly string Message = "two words";

    Target Status => _ => _
        .Executes(() =>
        {
            var output = Git("status --porcelain", logOutput: false);
            Console.WriteLine($"Changes={output.Count}");
            Console.WriteLine($"First={output.Select(x => x.Text.Trim()).FirstOrDefault()}");
        });

    Target Commit => _ => _
        .Executes(() =>
        {
            Git("add --all");
            Git($"-c user.name=Build -c user.email=build@example.org commit --quiet --message {Message:dq}", RootDirectory);
            var subject = Git("log -1 --format=%s", logOutput: false, logInvocation: false).StdToText();
            Console.WriteLine($"Subject={subject}");
        });

    Target Scripts => _ => _
        .Executes(() =>
        {
            Hello($"{Message}");
            Shell.Invoke($"-c {"echo from shell; echo to error >&2".DoubleQuote()}", logger: (type, text) => Console.WriteLine($"{type}:{text}"));
            var process = StartProcess("sh", "-c \"exit 3\"", workingDirectory: RootDirectory);
            process.WaitForExit();
            Console.WriteLine($"Exit={process.ExitCode}");
            StartProcess("sh", "-c \"exit 0\"").AssertZeroExitCode();
            StartProcess("sh", "-c \"echo $COLOR\"", environmentVariables: new Dictionary<string, string>(EnvironmentInfo.Variables) { ["COLOR"] = "blue" })
                .AssertWaitForExit()
                .Output.ForEach(x => Console.WriteLine($"Color={x.Text}"));
        });

    Target Login => _ => _
        .Requires(() => Password)
        .Executes(() =>
        {
            Shell($"-c {$"echo login {Password}":dq}");
            Log.Information("Logged in with {Password}", Password);
        });

    Target Failing => _ => _
        .Executes(() => StartProcess("sh", "-c \"echo the last words >&2; exit 7\"").AssertZeroExitCode());

    Target NeedsTool => _ => _
        .Requires(() => Surelynothere)
        .Executes(() => Surelynothere("--version"));

    Target ByTasks => _ => _
        .Executes(() =>
        {
            Console.WriteLine($"Inside={GitTasks.Git("rev-parse --is-inside-work-tree").Single().Text}");
            Console.WriteLine($"Clean={GitHasCleanWorkingCopy()}");
        });
}

static class Sequences
{
    public static void ForEach<T>(this IReadOnlyCollection<T> items, Action<T> action)
    {
        foreach (var item in items)
            action(item);
    }
}
