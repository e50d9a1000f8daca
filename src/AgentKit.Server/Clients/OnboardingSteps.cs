using AgentKit.Server.Access;
using AgentKit.Server.Auditing;
using AgentKit.Server.Json;
using AgentKit.Server.Preconditions;
using AgentKit.Server.Problems;

namespace AgentKit.Server.Clients;

/// <summary>Takes a step of onboarding: allowed from where the client is, to this caller, with its conditions met; then recorded.</summary>
internal sealed class OnboardingSteps(ClientStore store, OnboardingGuard guard, IAuditLog audit, Caller caller)
{
    public async Task<IResult> TakeAsync(ClientProfile client, OnboardingStep step, CancellationToken cancellationToken)
    {
        if (OnboardingTransitions.Find(client.OnboardingStatus, step.To) is not { } transition)
            return ClientProblems.NotAllowed(client.OnboardingStatus, step.To, OnboardingTransitions.From(client.OnboardingStatus));
        if (caller.Role < transition.Role)
            return ClientProblems.NeedsRole(transition.Role);
        if (transition.NeedsReason && step.Reason is null)
            return Problem.Invalid([new FieldError("/reason", "It is required for this step.")]);
        if (await guard.UnmetAsync(client, transition, cancellationToken) is { Count: > 0 } unmet)
            return ClientProblems.ConditionsNotMet(step.To, unmet);
        var changed = await audit.RecordAsync(x => store.TransitionAsync(client, step, x), _ => Event(client, step));
        return changed is null ? EntityTag.Stale() : ClientEndpoints.Versioned(changed);
    }

    private static AuditEvent Event(ClientProfile client, OnboardingStep step) => new()
    {
        Action = step.To == OnboardingStatus.Archived ? "client.archived" : "client.transitioned",
        ResourceType = "client",
        ResourceId = client.ClientId,
        ClientId = client.ClientId,
        Details = new Dictionary<string, string> { ["from"] = SnakeCase.Of(client.OnboardingStatus), ["to"] = SnakeCase.Of(step.To) },
    };
}
