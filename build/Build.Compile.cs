using Nuke.Common;
using Nuke.Common.Tools.DotNet;
using Nuke.Components;
using Pipeline.Components.Services;
using Pipeline.Components.Targets;

partial class Build
{
    static readonly string[] ProjectFiles = ["**/*.csproj", "**/packages.lock.json", "!**/obj/**", "!**/bin/**", "!.nuke/**", "Directory.*.props", "Pipeline.sln", "global.json"];

    static readonly string[] Sources = ["src/**", "tests/**", "build/**", "k8s/**", "!**/obj/**", "!**/bin/**", "Directory.*.props", "Pipeline.sln", "global.json", ".editorconfig"];

    string ConfigurationName => ((IHazConfiguration)this).Configuration;

    public Target Restore => _ => _
        .Inherit<IRestore>(x => x.Restore)
        .Description("Restores packages.")
        .CacheInputs(ProjectFiles)
        .CacheVariables("CI")
        .CacheTool("dotnet", DotNetVersion.FindAsync)
        .CacheValue("packages", PackageFolder.Describe)
        .CacheOutputs("src/*/obj/project.assets.json", "tests/**/obj/project.assets.json", "build/obj/project.assets.json", "src/*/obj/*.nuget.g.*", "tests/**/obj/*.nuget.g.*", "build/obj/*.nuget.g.*");

    public Target Compile => _ => _
        .Inherit<ICompile>(x => x.Compile)
        .Description("Compiles everything.")
        .CacheInputs(Sources)
        .CacheTool("dotnet", DotNetVersion.FindAsync)
        .CacheValue("Configuration", () => ConfigurationName)
        .CacheOutputs($"src/*/bin/{ConfigurationName}", $"tests/**/bin/{ConfigurationName}", $"build/bin/{ConfigurationName}");
}
