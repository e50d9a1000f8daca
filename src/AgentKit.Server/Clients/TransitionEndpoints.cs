using AgentKit.Server.Access;
using AgentKit.Server.Describing;
using AgentKit.Server.Idempotency;
using AgentKit.Server.Json;
using AgentKit.Server.Preconditions;

namespace AgentKit.Server.Clients;

/// <summary><c>/v1/clients/{client_id}/transitions</c>: the only way by which a client's status changes.</summary>
internal static class TransitionEndpoints
{
    public static void MapTransitions(this RouteGroupBuilder v1)
    {
        var transitions = v1.MapGroup("/clients/{client_id}/transitions").WithTags("Onboarding");
        transitions.MapGet("", (HttpContext context) => TypedResults.Ok(new TransitionList(context.Client().Transitions ?? []))).RequireClient()
            .Describe("listTransitions", "Lists the steps that a client's onboarding took, oldest first: the latest 100; the audit log has all.")
            .Answers<TransitionList>().Refuses(404);
        transitions.MapPost("", TransitionAsync).RequireAuthorization(AccessPolicies.Member).RequireClient().WithIdempotency()
            .Describe("transitionClient", "Takes a client's onboarding one step on. The conditions of the step must hold; accepting, rejecting and archiving need the role admin.")
            .Takes<TransitionContent>().Answers<ClientView>().Changes().Refuses(409);
    }

    private static async Task<IResult> TransitionAsync(JsonBody body, OnboardingSteps steps, HttpContext context, CancellationToken cancellationToken)
    {
        var client = context.Client();
        var fields = new FieldReader(body.Content);
        var to = fields.Choice<OnboardingStatus>("to");
        var reason = fields.OptionalText("reason", 1000, TextForm.Lines);
        fields.ThrowIfInvalid();

        var requestId = context.RequestId();
        // Taken by this very request, which was cut off before it was answered.
        if (requestId is not null && client.Transitions?.Any(x => x.RequestId == requestId) == true)
            return ClientEndpoints.Versioned(client);
        return EntityTag.CheckMatch(context, client.Version) ?? await steps.TakeAsync(client, new OnboardingStep(to, reason, requestId), cancellationToken);
    }
}
