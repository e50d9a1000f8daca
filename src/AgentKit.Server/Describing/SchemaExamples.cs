using System.Text.Json;
using System.Text.Json.Nodes;
using AgentKit.Server.Access;
using AgentKit.Server.ApiKeys;
using AgentKit.Server.Auditing;
using AgentKit.Server.CampaignIdeas;
using AgentKit.Server.Clients;
using AgentKit.Server.Json;

namespace AgentKit.Server.Describing;

/// <summary>Examples of what is sent and answered. Those that are sent are sent by a test.</summary>
internal static class SchemaExamples
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static readonly ClientContact Contact = new() { Email = "ada@example.com", Role = ProfileCompleteness.PrimaryRole, Name = "Ada Example", Phone = "+44 20 7946 0000" };

    private static readonly ClientBrand Brand = new()
    {
        Website = "https://example.com",
        Industry = "Outdoor clothing",
        Description = "Jackets that are mended, not replaced.",
        Tagline = "Wear it out.",
        Colors = ["#1a2b3c", "#ffffff"],
    };

    private static readonly Dictionary<Type, object> ByType = new()
    {
        [typeof(ClientContent)] = new ClientContent { ClientId = "acme", Name = "Acme Outdoor", Contacts = [Contact], Brand = Brand },
        [typeof(ClientPatch)] = new ClientPatch { Brand = new ClientBrand { Tagline = "Wear it out." } },
        [typeof(ClientView)] = new ClientView
        {
            ClientId = "acme", Name = "Acme Outdoor", Contacts = [Contact], Brand = Brand, OnboardingStatus = OnboardingStatus.Draft,
            AllowedTransitions = [OnboardingStatus.ProfileComplete, OnboardingStatus.Archived], CreatedAt = At, CreatedBy = "user-1",
        },
        [typeof(TransitionContent)] = new TransitionContent { To = OnboardingStatus.ProfileComplete },
        [typeof(IdeaContent)] = new IdeaContent { Title = "Winter repairs", Description = "Free repairs for a month.", Channels = ["email", "meta"], Budget = 1500.50m },
        [typeof(IdeaView)] = new IdeaView
        {
            IdeaId = "65a1b2c3d4e5f60718293a4b", ClientId = "acme", Title = "Winter repairs", Description = "Free repairs for a month.", Channels = ["email", "meta"],
            Budget = 1500.50m, Status = IdeaStatus.Open, CreatedAt = At, CreatedBy = "user-1",
        },
        [typeof(ApiKeyContent)] = new ApiKeyContent { Name = "Nightly import", Role = CallerRole.Member, ExpiresInDays = 90 },
        [typeof(ApiKeyView)] = new ApiKeyView { KeyId = "k3yexamp2ek3yexa", Name = "Nightly import", Role = CallerRole.Member, CreatedAt = At, CreatedBy = "user-1", ExpiresAt = At.AddDays(90) },
        [typeof(AuditEntryView)] = new AuditEntryView { At = At, Subject = "user-1", Action = "api_key.created", ResourceType = "api_key", ResourceId = "k3yexamp2ek3yexa", TraceId = "0af7651916cd43dd8448eb211c80319c" },
    };

    public static JsonNode? Of(Type type) => ByType.TryGetValue(type, out var example) ? JsonSerializer.SerializeToNode(example, type, ServiceJson.Options) : null;
}
