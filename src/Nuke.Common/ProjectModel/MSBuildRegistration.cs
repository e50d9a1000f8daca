using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Microsoft.Build.Locator;
using Pipeline.Errors;

namespace Nuke.Common.ProjectModel;

/// <summary>Finds the SDK's MSBuild the first time one of its assemblies is asked for, by us or by a build's own code, and never before.</summary>
internal static class MSBuildRegistration
{
    private static readonly Lock s_lock = new();
    private static string? s_directory;

    // A build may use Microsoft.Build's types in a method of its own, which is compiled before any of our code runs. Only the runtime can tell us then.
    // MSBuildLocator's own registration sets environment variables that child processes inherit; MSBuild finds itself without them, from where it was loaded.
#pragma warning disable CA2255 // one delegate, no work
    [ModuleInitializer]
    internal static void Listen() => AssemblyLoadContext.Default.Resolving += Resolve;
#pragma warning restore CA2255

    public static string Ensure()
    {
        lock (s_lock)
            return s_directory ??= Locate();
    }

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name)
    {
        if (name.Name is not { } simpleName)
            return null;
        var isMSBuild = simpleName.StartsWith("Microsoft.Build", StringComparison.Ordinal) && simpleName != "Microsoft.Build.Locator";
        var directory = isMSBuild ? Ensure() : s_directory;
        if (directory is null)
            return null;
        var file = Path.Combine(directory, simpleName + ".dll");
        return File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
    }

    private static string Locate()
    {
        var query = new VisualStudioInstanceQueryOptions { DiscoveryTypes = DiscoveryType.DotNetSdk, WorkingDirectory = Environment.CurrentDirectory };
        var sdk = MSBuildLocator.QueryVisualStudioInstances(query).FirstOrDefault()
                  ?? throw new PipelineException(SolutionErrors.NoMSBuild, $"No .NET SDK for '{query.WorkingDirectory}' was found, and evaluating a project needs its MSBuild. Install the SDK that global.json names; `dotnet --list-sdks` shows those that are found.");
        return sdk.MSBuildPath;
    }
}
