namespace Pipeline.Migrations.Authoring;

/// <summary>Says that a migration has no way down, in place of a <c>Down</c>.</summary>
/// <param name="because">Why, as the end of "can't be taken back, because …".</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class IrreversibleAttribute(string because) : Attribute
{
    /// <summary>Why there is no way down.</summary>
    public string Because { get; } = because;
}
