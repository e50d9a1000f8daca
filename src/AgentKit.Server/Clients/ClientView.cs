namespace AgentKit.Server.Clients;

/// <summary>A client, as callers see it.</summary>
internal sealed record ClientView
{
    /// <summary>Unique within your organization.</summary>
    public required string ClientId { get; init; }

    /// <summary>The company's name.</summary>
    public required string Name { get; init; }

    /// <summary>People at the company.</summary>
    public required IReadOnlyList<ClientContact> Contacts { get; init; }

    /// <summary>The company as its customers see it.</summary>
    public ClientBrand? Brand { get; init; }

    /// <summary>How far its onboarding is.</summary>
    public required OnboardingStatus OnboardingStatus { get; init; }

    /// <summary>The statuses that can follow, each once its conditions hold.</summary>
    public required IReadOnlyList<OnboardingStatus> AllowedTransitions { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>When it was changed last, UTC.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    public static ClientView Of(ClientProfile client) => new()
    {
        ClientId = client.ClientId,
        Name = client.Name,
        Contacts = client.Contacts,
        Brand = client.Brand,
        OnboardingStatus = client.OnboardingStatus,
        AllowedTransitions = [.. OnboardingTransitions.From(client.OnboardingStatus)],
        CreatedAt = client.CreatedAt,
        CreatedBy = client.CreatedBy,
        UpdatedAt = client.UpdatedAt,
    };
}
