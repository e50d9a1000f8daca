namespace Nuke.Common.Execution;

/// <summary>How one target relates to others.</summary>
internal enum Relation
{
    DependsOn,
    DependentFor,
    Before,
    After,
    Triggers,
    TriggeredBy,
}
