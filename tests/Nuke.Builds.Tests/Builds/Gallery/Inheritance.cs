using System;
using Nuke.Common;
using Serilog;

namespace Inheritance;

abstract class CompanyBuild : NukeBuild
{
    [Parameter("From the base class")] protected readonly string Company = "acme";
    [Parameter] protected virtual string Product => "base";

    protected virtual Target Restore => _ => _
        .Executes(() => Console.WriteLine("[restore base]"));

    protected virtual Target Compile => _ => _
        .Description("Compiles, says the base")
        .DependsOn(Restore)
        .Executes(() => Console.WriteLine("[compile base]"));

    public virtual Target Publish => _ => _
        .DependsOn(Compile)
        .Executes(() => Console.WriteLine($"[publish {Company} {Product}]"));
}

abstract class TeamBuild : CompanyBuild
{
    protected override Target Compile => _ => _
        .Base()
        .Executes(() => Console.WriteLine("[compile team]"));
}

class Build : TeamBuild
{
    public static int Main() => Execute<Build>(x => x.Publish);

    protected override string Product => "rocket";

    Target Prepare => _ => _
        .Executes(() => Console.WriteLine("[prepare]"));

    protected override Target Compile => _ => _
        .Base()
        .DependsOn(Prepare)
        .Executes(() => Console.WriteLine("[compile build]"));

    protected override Target Restore => _ => _
        .Executes(() => Console.WriteLine("[restore build]"));
}
