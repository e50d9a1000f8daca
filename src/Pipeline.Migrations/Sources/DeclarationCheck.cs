using System.Reflection;
using Pipeline.Errors;
using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Compatibility;

namespace Pipeline.Migrations.Sources;

/// <summary>What came of reading one class: a migration, or what is wrong with it.</summary>
internal sealed record DeclarationCheck(DeclaredMigration? Migration, ErrorCode? Code, string? Mistake)
{
    private static readonly (Type Base, MethodInfo Down, Type[] Parameters)[] s_ways =
    [
        .. from type in new[] { typeof(SchemaMigration), typeof(BatchMigration), typeof(TransactionalMigration), typeof(CustomMigration) }
           from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
           where method is { IsVirtual: true, Name: "Down" or "DownAsync" }
           select (type, method, method.GetParameters().Select(x => x.ParameterType).ToArray()),
    ];

    public static DeclarationCheck Of(Type type, ISources sources)
    {
        var attributes = MigrationAttributes.Of(type);
        if (attributes.Declaration is not { } declaration)
            return Wrong($"{type.FullName} is a migration without version. Mark it with [Migration(version, \"what it does\")].");
        if (!type.IsSubclassOf(typeof(Migration)))
            return Wrong($"{type.FullName} has [Migration] and is no migration. Derive it from {nameof(SchemaMigration)}, {nameof(BatchMigration)}, {nameof(TransactionalMigration)} or {nameof(CustomMigration)}.");

        var mistakes = Mistakes(type, declaration, attributes).ToList();
        if (mistakes.Count > 0)
            return Wrong($"{type.FullName} ({Path.GetFileName(declaration.File)}): {string.Join(" ", mistakes)}");

        return sources.Find(declaration.File) is { } source
            ? new DeclarationCheck(new DeclaredMigration(declaration, attributes, type, source.Name, source.Read), null, null)
            : new DeclarationCheck(null, MigrationErrors.SourceNotFound, $"The source of migration {declaration.Version} '{declaration.Name}' ({declaration.File}) isn't in {type.Assembly.GetName().Name}, so it has no checksum. {MigrationErrors.SourceNotFound.Cure}");

        static DeclarationCheck Wrong(string mistake) => new(null, MigrationErrors.InvalidMigration, mistake);
    }

    private static IEnumerable<string> Mistakes(Type type, MigrationAttribute declaration, MigrationAttributes attributes)
    {
        if (declaration.Version <= 0)
            yield return $"Its version is {declaration.Version}; versions are above zero.";
        if (string.IsNullOrWhiteSpace(declaration.Name))
            yield return "It has no name; say in a few words what it does.";
        if (type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []) is null)
            yield return "It has no constructor without parameters.";

        var irreversible = attributes.Irreversible;
        var hasDown = HasDown(type);
        if (irreversible is null && !hasDown)
            yield return "It has no way down. Override Down, or mark the class with [Irreversible(\"because …\")].";
        if (irreversible is not null && hasDown)
            yield return "It has a way down and [Irreversible]. Take one of them away.";
        if (irreversible is not null && string.IsNullOrWhiteSpace(irreversible.Because))
            yield return "[Irreversible] doesn't say why.";

        if (attributes.RunsWith is { } range)
        {
            foreach (var text in new[] { range.From, range.Before, range.NeededBy })
            {
                if (text is not null && !ApplicationVersion.TryParse(text, out _))
                    yield return $"[RunsWith] names '{text}', which is no version. Write it as 2.0.0.";
            }
        }
    }

    /// <summary>Whether a class below the four bases overrides <c>Down</c> or <c>DownAsync</c>.</summary>
    private static bool HasDown(Type type) => s_ways
        .Where(x => type.IsSubclassOf(x.Base))
        .Any(x => type.GetMethod(x.Down.Name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, x.Parameters) is { } down
            && down.DeclaringType!.Assembly != typeof(Migration).Assembly
            && down.GetBaseDefinition() == x.Down);
}
