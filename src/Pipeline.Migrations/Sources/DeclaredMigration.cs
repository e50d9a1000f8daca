using System.Reflection;
using Pipeline.Errors;
using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Batches;
using Pipeline.Migrations.Authoring.Schemas;
using Pipeline.Migrations.Compatibility;

namespace Pipeline.Migrations.Sources;

/// <summary>A migration as its class declares it, with the checksum of its source.</summary>
public sealed class DeclaredMigration
{
    private readonly Lazy<string> _checksum;
    private readonly Lazy<Migration> _instance;

    internal DeclaredMigration(MigrationAttribute declaration, MigrationAttributes attributes, Type type, string file, Func<string> source)
    {
        Version = declaration.Version;
        Name = declaration.Name;
        Phase = declaration.Phase;
        Type = type;
        File = file;
        IrreversibleBecause = attributes.Irreversible?.Because;
        RunsWith = attributes.RunsWith is { } range ? new ApplicationRange(range.From, range.Before, range.NeededBy) : ApplicationRange.Any;
        Kind = KindOf(type);
        _checksum = new Lazy<string>(() => SourceChecksum.Of(source()));
        _instance = new Lazy<Migration>(() => (Migration)Activator.CreateInstance(type, nonPublic: true)!);
    }

    /// <summary>Its place in the order.</summary>
    public long Version { get; }

    /// <summary>What it does, in a few words.</summary>
    public string Name { get; }

    /// <summary>When it runs.</summary>
    public MigrationPhase Phase { get; }

    /// <summary>What a killed run of it leaves behind.</summary>
    public MigrationKind Kind { get; }

    /// <summary>Its source file, relative to the project.</summary>
    public string File { get; }

    /// <summary>The application versions that can run with it.</summary>
    public ApplicationRange RunsWith { get; }

    /// <summary>Why it can't be taken back; null where it can.</summary>
    public string? IrreversibleBecause { get; }

    /// <summary>SHA-256 over the tokens of its source: neither whitespace nor comments change it. Computed when first asked for.</summary>
    public string Checksum => _checksum.Value;

    internal Type Type { get; }

    internal Migration Instance => _instance.Value;

    /// <summary>Version and name, as messages write it.</summary>
    public override string ToString() => $"{Version} '{Name}'";

    internal IReadOnlyList<SchemaOperation> SchemaOperations(bool isUp) => Declare(() =>
    {
        var builder = new SchemaBuilder();
        if (isUp)
            ((SchemaMigration)Instance).Up(builder);
        else
            ((SchemaMigration)Instance).Down(builder);
        return builder.Build();
    });

    internal IReadOnlyList<BatchChange> BatchChanges(bool isUp) => Declare(() =>
    {
        var builder = new BatchBuilder();
        if (isUp)
            ((BatchMigration)Instance).Up(builder);
        else
            ((BatchMigration)Instance).Down(builder);
        return builder.Build();
    });

    private T Declare<T>(Func<T> declare)
    {
        try
        {
            return declare();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or NotSupportedException or FormatException or TargetInvocationException)
        {
            throw new PipelineException(MigrationErrors.InvalidMigration, $"{File} ({this}) can't say what it does: {exception.Message}", exception) { ExitCode = 2 };
        }
    }

    internal static MigrationKind KindOf(Type type) =>
        type.IsSubclassOf(typeof(SchemaMigration)) ? MigrationKind.Schema
        : type.IsSubclassOf(typeof(BatchMigration)) ? MigrationKind.Batch
        : type.IsSubclassOf(typeof(TransactionalMigration)) ? MigrationKind.Transactional
        : MigrationKind.Custom;
}
