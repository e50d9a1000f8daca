namespace AgentKit.Server.Clients;

/// <summary>A person at the client.</summary>
internal sealed record ClientContact
{
    public required string Email { get; init; }

    public required string Role { get; init; }

    public string? Name { get; init; }

    public string? Phone { get; init; }
}
