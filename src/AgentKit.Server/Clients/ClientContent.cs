namespace AgentKit.Server.Clients;

/// <summary>What a caller says of a client.</summary>
internal sealed record ClientContent
{
    /// <summary>The id that your organization gives it; leave it out to be given one. Can't be changed.</summary>
    public string? ClientId { get; init; }

    /// <summary>The company's name, 1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Up to 50 people.</summary>
    public IReadOnlyList<ClientContact> Contacts { get; init; } = [];

    /// <summary>The company as its customers see it.</summary>
    public ClientBrand? Brand { get; init; }
}
