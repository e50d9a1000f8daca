using System.Text.Json.Serialization;
using MongoDB.Bson;

namespace AgentKit.Server.Clients;

/// <summary>One step of a client's onboarding, as it was made.</summary>
internal sealed record TransitionRecord
{
    public required OnboardingStatus From { get; init; }

    public required OnboardingStatus To { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Who made it: a caller's subject.</summary>
    public required string By { get; init; }

    public string? Reason { get; init; }

    /// <summary>The request that made it, where that had an idempotency key: sent again after a process died, it finds that it was carried out.</summary>
    [JsonIgnore]
    public ObjectId? RequestId { get; init; }
}
