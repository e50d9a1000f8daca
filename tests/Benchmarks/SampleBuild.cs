using System.Text;

namespace Benchmarks;

/// <summary>The generated build: one no-op target, 500 of them, a diamond of sleeping ones, and a cached one over many files.</summary>
internal static class SampleBuild
{
    public const int Targets = 500;
    public const int Files = 3000;

    /// <summary>Longest path through the diamond: 400 + 800 + 400 ms.</summary>
    public const int CriticalPathMilliseconds = 1600;

    public static string Source { get; } = MakeSource();

    public static string Project(string assemblies) =>
        $"""
         <Project Sdk="Microsoft.NET.Sdk">
           <PropertyGroup>
             <OutputType>Exe</OutputType>
             <TargetFramework>net10.0</TargetFramework>
             <LangVersion>latest</LangVersion>
             <ImplicitUsings>enable</ImplicitUsings>
             <InvariantGlobalization>true</InvariantGlobalization>
             <ConcurrentGarbageCollection>false</ConcurrentGarbageCollection>
             <TieredPGO>false</TieredPGO>
             <EventSourceSupport>false</EventSourceSupport>
             <UseSystemResourceKeys>false</UseSystemResourceKeys>
           </PropertyGroup>
           <ItemGroup>
             <Reference Include="{assemblies}/Nuke.Common.dll;{assemblies}/Pipeline.Engine.dll;{assemblies}/Pipeline.Components.dll;{assemblies}/Serilog.dll" />
           </ItemGroup>
           <Import Project="ReadyToRun.targets" />
         </Project>
         """;

    private static string MakeSource()
    {
        var source = new StringBuilder("""
            using Nuke.Common;
            using Nuke.Common.IO;
            using Pipeline.Components.Targets;

            class Few : NukeBuild
            {
                public static int Main() => Environment.GetEnvironmentVariable("SAMPLE_BUILD") == "many" ? Execute<Many>(x => x.All) : Execute<Few>(x => x.Nothing);

                Target Nothing => _ => _.Executes(() => { });
                Target Start => _ => _.Executes(() => Thread.Sleep(400));
                Target Left => _ => _.DependsOn(Start).Executes(() => Thread.Sleep(800));
                Target Right => _ => _.DependsOn(Start).Executes(() => Thread.Sleep(800));
                Target End => _ => _.DependsOn(Left, Right).Executes(() => Thread.Sleep(400));
                Target Cached => _ => _.CacheInputs("src/**").CacheOutputs("made").Executes(() => (RootDirectory / "made" / "file.txt").WriteAllText("made"));
            }

            class Many : NukeBuild
            {

            """);
        for (var i = 0; i < Targets; i++)
            source.Append(null, $"    Target T{i} => _ => _.Executes(() => {{ }});\n");
        source.Append("    public Target All => _ => _.DependsOn(").AppendJoin(", ", Enumerable.Range(0, Targets).Select(x => $"T{x}")).Append(");\n}\n");
        return source.ToString();
    }
}
