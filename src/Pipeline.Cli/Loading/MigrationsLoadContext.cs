using System.Reflection;
using System.Runtime.Loader;

namespace Pipeline.Cli.Loading;

/// <summary>
/// Keeps a service's migrations and their dependencies apart from those of this program, except for what both speak of: the types of
/// Pipeline.Migrations and of MongoDB's driver are one and the same on both sides.
/// </summary>
internal sealed class MigrationsLoadContext(string path) : AssemblyLoadContext("migrations")
{
    private readonly AssemblyDependencyResolver _resolver = new(path);

    public static bool IsShared(string name) => name is "Pipeline.Migrations" or "Pipeline.Errors" || name.StartsWith("MongoDB.", StringComparison.Ordinal);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (IsShared(assemblyName.Name!))
            return null;
        return _resolver.ResolveAssemblyToPath(assemblyName) is { } file ? LoadFromAssemblyPath(file) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } file ? LoadUnmanagedDllFromPath(file) : 0;
}
