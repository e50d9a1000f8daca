namespace Pipeline.Components.Migrations;

/// <summary>One call of <c>pipeline migrate</c>.</summary>
/// <param name="Command">The command below it: <c>up</c>.</param>
/// <param name="Arguments">Its own arguments.</param>
internal sealed record PipelineCall(string Command, params IReadOnlyList<string> Arguments)
{
    public const string Plan = "plan";

    /// <summary>Where <c>plan</c> saves its plan; for what changes something, the plan that it is to carry out exactly.</summary>
    public string? PlanFile { get; init; }

    /// <summary>Whether it changes the database.</summary>
    public bool IsChange => Command is not (Plan or "fit" or "verify" or "review-indexes" or "history");
}
