using System;
using System.Linq;
using Nuke.Common;
using Nuke.Common.IO;

namespace Mixins;

interface IHasName : INukeBuild
{
    string Name => GetType().Name;
}

interface IRestore : IHasName
{
    Target Restore => _ => _
        .Executes(() => Console.WriteLine($"[restore {Name}]"));
}

interface ICompile : IRestore
{
    Target Compile => _ => _
        .DependsOn(Restore)
        .Executes(() => Console.WriteLine("[compile]"));
}

interface IAnalyze : INukeBuild
{
    Target Analyze => _ => _
        .TryDependsOn<ICompile>()
        .TryAfter<ISign>()
        .Executes(() => Console.WriteLine("[analyze]"));

    Target Inspect => _ => _
        .Unlisted()
        .TryTriggeredBy<ICompile>(x => x.Compile)
        .Executes(() => Console.WriteLine("[inspect]"));
}

interface IPack : ICompile
{
    Target Pack => _ => _
        .DependsOn<ICompile>()
        .Produces(RootDirectory / "packages" / "*.nupkg")
        .Executes(() => Console.WriteLine("[pack]"));
}

interface ISign : INukeBuild
{
    Target Sign => _ => _
        .TryDependentFor<IDeploy>(x => x.Deploy)
        .Consumes<IPack>(x => x.Pack)
        .After<IPack>()
        .Executes(() => Console.WriteLine("[sign]"));
}

interface IDeploy : INukeBuild
{
    Target Deploy => _ => _
        .DependsOn<IPack>(x => x.Pack)
        .Executes(() => Console.WriteLine("[deploy]"));
}

interface IWhole : INukeBuild
{
    Target One => _ => _.Executes(() => Console.WriteLine("[one]"));

    Target Two => _ => _.After(One).Executes(() => Console.WriteLine("[two]"));
}

class Build : NukeBuild, IAnalyze, IPack, ISign, IDeploy, IWhole
{
    public static int Main() => Execute<Build>(x => ((IDeploy)x).Deploy);

    // Implicitly, as a public property
    public Target Compile => _ => _
        .Inherit<ICompile>(x => x.Compile)
        .Executes(() => Console.WriteLine("[compile, ours]"));

    // Explicitly
    Target IDeploy.Deploy => _ => _
        .DependsOn<IAnalyze>(x => x.Analyze)
        .Inherit<IDeploy>(x => x.Deploy)
        .Executes(() => Console.WriteLine("[deployed]"));

    Target Whole => _ => _
        .DependsOnContext<IWhole>()
        .Inherit(Shared)
        .Executes(() => Console.WriteLine("[whole]"));

    Target Shared => _ => _
        .Description("Shared by others")
        .Executes(() => Console.WriteLine("[shared]"));
}
