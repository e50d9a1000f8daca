using System;
using System.Linq;
using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Execution;

namespace Conditions;

class Build : NukeBuild
{
    public static int Main() => Execute<Build>(x => x.Deploy);

    [Parameter] readonly bool Integration;
    [Parameter] readonly string Stage = "dev";
    bool _migrated;

    Target Restore => _ => _
        .Executes(() => Console.WriteLine("[restore]"));

    Target Compile => _ => _
        .DependsOn(Restore)
        .Executes(() => Console.WriteLine("[compile]"));

    Target StartDatabase => _ => _
        .Executes(() => Console.WriteLine("[database]"));

    Target IntegrationTest => _ => _
        .DependsOn(Compile, StartDatabase)
        .WhenSkipped(DependencyBehavior.Skip)
        .OnlyWhenStatic(() => Integration)
        .Executes(() => Console.WriteLine("[integration]"));

    Target Migrate => _ => _
        .OnlyWhenDynamic(() => InvokedTargets.Contains(Deploy), () => "the migration is wanted".Length > 0 && Stage != "none")
        .DependsOn(Compile)
        .Executes(() =>
        {
            _migrated = true;
            Console.WriteLine("[migrate]");
        });

    Target Seed => _ => _
        .DependsOn(Migrate)
        .OnlyWhenDynamic(() => !_migrated)
        .Executes(() => Console.WriteLine("[seed]"));

    Target ServerOnly => _ => _
        .OnlyWhenStatic(() => IsServerBuild)
        .Executes(() => Console.WriteLine("[server only]"));

    Target Deploy => _ => _
        .DependsOn(IntegrationTest, Seed, ServerOnly)
        .Executes(() =>
        {
            Console.WriteLine($"[deploy] skipped={string.Join(",", SkippedTargets.Select(x => x.Name))} running={RunningTargets.Single().Name}");
            Console.WriteLine($"[plan] {string.Join(">", ExecutionPlan.Select(x => x.Name))}");
            Console.WriteLine($"[host] {Host.GetType().Name} local={IsLocalBuild} server={IsServerBuild}");
            Console.WriteLine($"[invoked] {InvokedTargets.Contains(Compile)} {InvokedTargets.Contains(Deploy)} {ScheduledTargets.Contains(After)}");
        });

    Target After => _ => _
        .After(Deploy)
        .Executes(() => Console.WriteLine("[after]"));
}

static class Conditional
{
    // NUKE once took several conditions at a time; builds keep it with an extension like this one.
    public static ITargetDefinition OnlyWhenDynamic(this ITargetDefinition definition, params Func<bool>[] conditions) =>
        conditions.Aggregate(definition, (x, condition) => x.OnlyWhenDynamic(condition));
}
