namespace AgentKit.Server.Clients;

/// <summary>Clients and their onboarding.</summary>
internal static class ClientsFeature
{
    public static IServiceCollection AddClients(this IServiceCollection services) => services
        .AddScoped<ClientReader>()
        .AddScoped<ClientStore>()
        .AddScoped<OnboardingGuard>()
        .AddScoped<OnboardingSteps>();
}
