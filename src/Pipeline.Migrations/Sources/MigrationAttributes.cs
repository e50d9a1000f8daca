using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Compatibility;

namespace Pipeline.Migrations.Sources;

/// <summary>What a migration's class says of itself. Read at once: thousands of classes are, each time that a plan is made.</summary>
internal sealed record MigrationAttributes(MigrationAttribute? Declaration, IrreversibleAttribute? Irreversible, RunsWithAttribute? RunsWith)
{
    public static MigrationAttributes Of(Type type)
    {
        var attributes = type.GetCustomAttributes(inherit: false);
        return new(attributes.OfType<MigrationAttribute>().FirstOrDefault(), attributes.OfType<IrreversibleAttribute>().FirstOrDefault(), attributes.OfType<RunsWithAttribute>().FirstOrDefault());
    }
}
