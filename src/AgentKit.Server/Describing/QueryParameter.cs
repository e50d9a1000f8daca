namespace AgentKit.Server.Describing;

/// <summary>A query parameter that an endpoint reads, for its description.</summary>
internal sealed record QueryParameter(string Name, string Description, Type Type)
{
    public int? Minimum { get; init; }

    public int? Maximum { get; init; }
}
