namespace AgentKit.Server.Clients;

/// <summary>The client as its customers see it.</summary>
internal sealed record ClientBrand
{
    public string? Website { get; init; }

    public string? Industry { get; init; }

    public string? Description { get; init; }

    public string? Tagline { get; init; }

    public string? ToneOfVoice { get; init; }

    public List<string>? Colors { get; init; }
}
