namespace Pipeline.Embedded.MongoDB.Planning;

/// <summary>What a plan looked at: <c>executionStats</c> of an explanation.</summary>
internal sealed class PlanStatistics
{
    public long KeysExamined { get; set; }

    public long DocumentsExamined { get; set; }

    public long Returned { get; set; }
}
