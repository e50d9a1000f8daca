using System.Runtime.CompilerServices;

namespace Pipeline.Migrations.Authoring;

/// <summary>Declares a class as a migration.</summary>
/// <param name="version">Its place in the order, above zero. A day and a number (<c>202611230001</c>) avoids collisions between branches; 1, 2, 3 does too where branches are few.</param>
/// <param name="name">What it does, in a few words. Shown in plans and kept in the journal.</param>
/// <param name="file">The source file. Filled in by the compiler; it leads from the class to the source that is checksummed.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class MigrationAttribute(long version, string name, [CallerFilePath] string file = "") : Attribute
{
    /// <summary>Its place in the order.</summary>
    public long Version { get; } = version;

    /// <summary>What it does, in a few words.</summary>
    public string Name { get; } = name;

    /// <summary>The source file, as the compiler saw it.</summary>
    public string File { get; } = file;

    /// <summary>When it runs. Default <see cref="MigrationPhase.Expand"/>.</summary>
    public MigrationPhase Phase { get; init; } = MigrationPhase.Expand;
}
