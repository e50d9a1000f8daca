using MongoDB.Bson;

namespace AgentKit.Server.Clients;

/// <summary>A step of onboarding that is to be taken.</summary>
/// <param name="To">The status to go to.</param>
/// <param name="Reason">Why.</param>
/// <param name="RequestId">The request, where it has an idempotency key.</param>
internal sealed record OnboardingStep(OnboardingStatus To, string? Reason, ObjectId? RequestId);
