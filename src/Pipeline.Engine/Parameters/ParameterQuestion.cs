namespace Pipeline.Engine.Parameters;

/// <summary>A question for a missing value.</summary>
public sealed record ParameterQuestion
{
    /// <summary>What is asked: the parameter's name, or <c>Password for .nuke/parameters.staging.json</c>.</summary>
    public required string Text { get; init; }

    /// <summary>One line that explains it.</summary>
    public string? Description { get; init; }

    /// <summary>The answer must not be shown while it is typed.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The answers there are; empty where anything goes.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What was wrong with the answer before.</summary>
    public string? Problem { get; init; }
}
