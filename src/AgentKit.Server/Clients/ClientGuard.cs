using AgentKit.Server.Problems;

namespace AgentKit.Server.Clients;

/// <summary>For endpoints below <c>/v1/clients/{client_id}</c>: 404 unless it is a client of the caller's organisation.</summary>
internal static class ClientGuard
{
    /// <summary>Answers 404 where there is no such client. Handlers then have it from <see cref="Client"/>.</summary>
    public static TBuilder RequireClient<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.AddEndpointFilter(static async (invocation, next) =>
        await FindAsync(invocation.HttpContext) ? await next(invocation) : Problem.NotFound("client"));

    /// <summary>As <see cref="RequireClient"/>, and 409 where it is archived: nothing of it changes any more.</summary>
    public static TBuilder RequireOpenClient<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.RequireClient().AddEndpointFilter(static async (invocation, next) =>
        invocation.HttpContext.Client().OnboardingStatus == OnboardingStatus.Archived ? ClientProblems.Archived() : await next(invocation));

    /// <summary>The client of the request's address, as it was when the request began.</summary>
    public static ClientProfile Client(this HttpContext context) => context.Features.Get<ClientProfile>()
        ?? throw new InvalidOperationException("The endpoint asks for its client without .RequireClient().");

    private static async Task<bool> FindAsync(HttpContext context)
    {
        var client = await context.RequestServices.GetRequiredService<ClientReader>().FindAsync((string)context.GetRouteValue("client_id")!, context.RequestAborted);
        context.Features.Set(client);
        return client is not null;
    }
}
