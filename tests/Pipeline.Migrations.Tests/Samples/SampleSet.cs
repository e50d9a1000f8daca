using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Sources;

namespace Pipeline.Migrations.Tests.Samples;

/// <summary>Sets of migrations made on the spot.</summary>
internal static class SampleSet
{
    public static MigrationSet Of(params DeclaredMigration[] migrations) => MigrationSet.Of(migrations);

    public static DeclaredMigration Migration<T>(long version, string? name = null, MigrationPhase phase = MigrationPhase.Expand, string? source = null)
        where T : Migration, new()
    {
        var title = name ?? $"{typeof(T).Name} {version}";
        var file = $"{typeof(T).Name}{version}.cs";
        return new DeclaredMigration(new MigrationAttribute(version, title, file) { Phase = phase }, MigrationAttributes.Of(typeof(T)), typeof(T), file, () => source ?? $"class {typeof(T).Name}{version};");
    }
}
