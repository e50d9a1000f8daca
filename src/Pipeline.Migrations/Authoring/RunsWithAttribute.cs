namespace Pipeline.Migrations.Authoring;

/// <summary>Which versions of the application can run with the schema as it is after this migration. Without it, all that could run before it.</summary>
/// <param name="from">Lowest version, as in <c>2.0.0</c>. It holds for every later migration too: what a contract phase took away stays away.</param>
/// <param name="before">First version that can't, or null. It holds until a later migration is applied.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RunsWithAttribute(string? from = null, string? before = null) : Attribute
{
    /// <summary>Lowest version that can run with it.</summary>
    public string? From { get; } = from;

    /// <summary>First version that can't.</summary>
    public string? Before { get; } = before;

    /// <summary>First version of the application that needs this migration: where it isn't applied, that version can't run.</summary>
    public string? NeededBy { get; init; }
}
