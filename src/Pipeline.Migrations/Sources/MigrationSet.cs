using System.Reflection;
using Pipeline.Errors;
using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Reviewing;

namespace Pipeline.Migrations.Sources;

/// <summary>All migrations of one project, in the order of their versions.</summary>
public sealed class MigrationSet
{
    private readonly Dictionary<long, DeclaredMigration> _byVersion;

    private MigrationSet(IReadOnlyList<DeclaredMigration> all, IReadOnlyList<QueryShape> queryShapes)
    {
        All = all;
        QueryShapes = queryShapes;
        _byVersion = all.ToDictionary(x => x.Version);
    }

    /// <summary>The migrations, ascending.</summary>
    public IReadOnlyList<DeclaredMigration> All { get; }

    /// <summary>The queries that the application declares (<see cref="IQueryShapes"/>).</summary>
    public IReadOnlyList<QueryShape> QueryShapes { get; }

    /// <summary>Reads the classes marked <see cref="MigrationAttribute"/> of a compiled project, and the sources embedded in it.</summary>
    /// <exception cref="PipelineException">PIPE8001 to PIPE8004: two have one version, a class is incomplete, a source or all migrations are missing.</exception>
    public static MigrationSet FromAssembly(Assembly assembly)
    {
        var types = assembly.GetTypes();
        var migrations = types.Where(x => x is { IsClass: true, IsAbstract: false } && (x.IsSubclassOf(typeof(Migration)) || x.IsDefined(typeof(MigrationAttribute), inherit: false))).ToList();
        if (migrations.Count == 0)
            throw new PipelineException(MigrationErrors.NoMigrations, $"{assembly.GetName().Name} has no migrations. Name the assembly of the migrations project, and mark each class with [Migration(version, name)].") { ExitCode = 2 };

        return Create(migrations, new EmbeddedSources(assembly), [.. types.Where(x => x is { IsClass: true, IsAbstract: false } && x.IsAssignableTo(typeof(IQueryShapes))).SelectMany(x => ((IQueryShapes)Activator.CreateInstance(x, nonPublic: true)!).Shapes)]);
    }

    /// <summary>The migration of a version, or null.</summary>
    public DeclaredMigration? Find(long version) => _byVersion.GetValueOrDefault(version);

    /// <summary>The same set without the migrations after a version, as an older release had it.</summary>
    public MigrationSet UpTo(long version) => new([.. All.Where(x => x.Version <= version)], QueryShapes);

    internal static MigrationSet Create(IReadOnlyList<Type> types, ISources sources, IReadOnlyList<QueryShape> queryShapes)
    {
        var checks = types.Select(x => DeclarationCheck.Of(x, sources)).ToList();
        var mistakes = checks.Where(x => x.Mistake is not null).ToList();
        if (mistakes.Count > 0)
            throw new PipelineException(mistakes[0].Code!, string.Join(Environment.NewLine, mistakes.Select(x => x.Mistake))) { ExitCode = 2 };

        return Of(checks.Select(x => x.Migration!), queryShapes);
    }

    internal static MigrationSet Of(IEnumerable<DeclaredMigration> migrations, IReadOnlyList<QueryShape>? queryShapes = null)
    {
        var all = migrations.OrderBy(x => x.Version).ToList();
        RefuseDuplicates(all);
        return new MigrationSet(all, queryShapes ?? []);
    }

    private static void RefuseDuplicates(IReadOnlyList<DeclaredMigration> all)
    {
        var clashes = all.GroupBy(x => x.Version).Where(x => x.Count() > 1)
            .Select(x => $"Version {x.Key} is declared by {string.Join(" and by ", x.Select(y => $"{y.File} ('{y.Name}')"))}. Give the one that was never applied anywhere a version of its own, above {all[^1].Version}.")
            .ToList();
        if (clashes.Count > 0)
            throw new PipelineException(MigrationErrors.DuplicateVersion, string.Join(Environment.NewLine, clashes)) { ExitCode = 2 };

        // The checksum is the file's: with two in it, editing one would accuse both.
        var shared = all.GroupBy(x => x.File).Where(x => x.Count() > 1)
            .Select(x => $"{x.Key} declares {string.Join(" and ", x)}. Give each a file of its own: the checksum is that of the file.")
            .ToList();
        if (shared.Count > 0)
            throw new PipelineException(MigrationErrors.InvalidMigration, string.Join(Environment.NewLine, shared)) { ExitCode = 2 };
    }
}
