using AgentKit.Server.Access;
using AgentKit.Server.Auditing;
using AgentKit.Server.Json;
using AgentKit.Server.Preconditions;
using AgentKit.Server.Problems;

namespace AgentKit.Server.Clients;

/// <summary>Takes a step of onboarding: allowed from where the client is, to this caller, with its conditions met; then recorded.</summary>
internal sealed class OnboardingSteps(ClientStore store, OnboardingGuard guard, IAuditLog audit, Caller caller)
{
    public async Task<IResult> TakeAsync(ClientProfile client, OnboardingStatus to, string? reason, CancellationToken cancellationToken)
    {
        if (OnboardingTransitions.Find(client.OnboardingStatus, to) is not { } transition)
            return ClientProblems.NotAllowed(client.OnboardingStatus, to, OnboardingTransitions.From(client.OnboardingStatus));
        if (caller.Role < transition.Role)
            return ClientProblems.NeedsRole(transition.Role);
        if (transition.NeedsReason && reason is null)
            return Problem.Invalid([new FieldError("/reason", "It is required for this step.")]);
        if (await guard.UnmetAsync(client, transition, cancellationToken) is { Count: > 0 } unmet)
            return ClientProblems.ConditionsNotMet(to, unmet);
        if (await store.TransitionAsync(client, to, reason, cancellationToken) is not { } changed)
            return EntityTag.Stale();

        await audit.WriteAsync(
            new AuditEvent
            {
                Action = to == OnboardingStatus.Archived ? "client.archived" : "client.transitioned",
                ResourceType = "client",
                ResourceId = client.ClientId,
                ClientId = client.ClientId,
                Details = new Dictionary<string, string> { ["from"] = SnakeCase.Of(client.OnboardingStatus), ["to"] = SnakeCase.Of(to) },
            },
            cancellationToken);
        return ClientEndpoints.Versioned(changed);
    }
}
