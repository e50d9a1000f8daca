using System.Reflection;
using Pipeline.Errors;
using Pipeline.Migrations.Sources;

namespace Pipeline.Cli.Loading;

/// <summary>A compiled migrations project of any service, by its path.</summary>
internal static class MigrationsAssembly
{
    /// <summary>Loads it with its dependencies, and reads its migrations.</summary>
    /// <exception cref="PipelineException">PIPE8820, PIPE8821: it can't be loaded; PIPE8001 to PIPE8004: what is in it.</exception>
    public static MigrationSet Load(string path)
    {
        var file = Path.GetFullPath(path);
        if (!File.Exists(file))
            throw new PipelineException(CliErrors.AssemblyNotFound, $"There is no file {file}. Build the migrations project, and name its .dll with --assembly.") { ExitCode = 2 };
        try
        {
            var assembly = new MigrationsLoadContext(file).LoadFromAssemblyPath(file);
            RefuseNewer(assembly);
            return MigrationSet.FromAssembly(assembly);
        }
        catch (BadImageFormatException exception)
        {
            throw new PipelineException(CliErrors.AssemblyNotFound, $"{file} is no .NET assembly. Name the .dll of the migrations project with --assembly.", exception) { ExitCode = 2 };
        }
        catch (ReflectionTypeLoadException exception)
        {
            throw Unfit(file, string.Join(" ", exception.LoaderExceptions.Select(x => x?.Message).Distinct()), exception);
        }
        catch (Exception exception) when (exception is FileNotFoundException or FileLoadException or TypeLoadException or MissingMemberException)
        {
            throw Unfit(file, exception.Message, exception);
        }
    }

    private static void RefuseNewer(Assembly assembly)
    {
        var newer = assembly.GetReferencedAssemblies()
            .Where(x => MigrationsLoadContext.IsShared(x.Name!))
            .Select(x => (Wanted: x, Own: Assembly.Load(new AssemblyName(x.Name!)).GetName()))
            .Where(x => x.Wanted.Version > x.Own.Version)
            .Select(x => $"It was compiled against {x.Wanted.Name} {x.Wanted.Version}, and this program has {x.Own.Version}.")
            .ToList();
        if (newer.Count > 0)
            throw Unfit(assembly.Location, string.Join(" ", newer), null);
    }

    private static PipelineException Unfit(string file, string why, Exception? exception) => new(CliErrors.AssemblyUnfit, $"{file} can't be loaded: {why}", exception) { ExitCode = 2 };
}
