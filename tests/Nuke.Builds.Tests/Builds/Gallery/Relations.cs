using System;
using Nuke.Common;

namespace Relations;

class Build : NukeBuild
{
    public static int Main() => Execute<Build>(x => x.Compile);

    Target Clean => _ => _
        .Before(Restore)
        .Executes(Say("clean"));

    Target Restore => _ => _
        .Executes(Say("restore"));

    Target Compile => _ => _
        .DependsOn(Restore)
        .Triggers(Notify)
        .Executes(Say("compile"), Say("compile again"));

    Target Test => _ => _
        .DependsOn(Compile)
        .Executes(Say("test"));

    Target Coverage => _ => _
        .TriggeredBy(Test)
        .Executes(Say("coverage"));

    Target License => _ => _
        .DependentFor(Compile)
        .After(Restore)
        .Executes(Say("license"));

    Target Notify => _ => _
        .Unlisted()
        .Executes(Say("notify"));

    Target Lint => _ => _
        .After(Compile, Restore)
        .Before(Test)
        .Executes(Say("lint"));

    Target All => _ => _
        .Description("Everything")
        .DependsOn(Clean, Lint, Test);

    static Action Say(string text) => () => Console.WriteLine($"[{text}]");
}
