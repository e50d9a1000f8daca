namespace Pipeline.Engine.CommandLine;

/// <summary>What <c>--plan</c> writes.</summary>
public enum PlanFormat
{
    /// <summary>Lines for the console. The default.</summary>
    Text,

    /// <summary>A page to look at.</summary>
    Html,

    /// <summary>For programs.</summary>
    Json,
}
