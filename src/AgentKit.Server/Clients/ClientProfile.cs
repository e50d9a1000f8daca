using AgentKit.Server.Organizations;
using MongoDB.Bson;

namespace AgentKit.Server.Clients;

/// <summary>A document of <c>client_profiles</c>: a company that an organisation onboards.</summary>
internal sealed record ClientProfile : IOrganizationDocument
{
    public const string CollectionName = "client_profiles";

    public ObjectId Id { get; init; }

    public required string OrganizationId { get; init; }

    /// <summary>Unique within the organisation, which may choose it.</summary>
    public required string ClientId { get; init; }

    public required string Name { get; init; }

    public required List<ClientContact> Contacts { get; init; }

    public ClientBrand? Brand { get; init; }

    public required OnboardingStatus OnboardingStatus { get; init; }

    /// <summary>The latest transitions, oldest first; the audit log has all.</summary>
    public List<TransitionRecord>? Transitions { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? CreatedBy { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Grows by one with each change. Documents of versions before 0.2.0 have none.</summary>
    public long? Version { get; init; }
}
