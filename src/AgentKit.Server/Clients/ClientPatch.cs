namespace AgentKit.Server.Clients;

/// <summary>What of a client changes (RFC 7396): what is left out stays, null takes away, an array is replaced as a whole.</summary>
internal sealed record ClientPatch
{
    /// <summary>The company's name, 1 to 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Up to 50 people: all of them, not only those that change.</summary>
    public IReadOnlyList<ClientContact>? Contacts { get; init; }

    /// <summary>What changes of the company as its customers see it.</summary>
    public ClientBrand? Brand { get; init; }
}
