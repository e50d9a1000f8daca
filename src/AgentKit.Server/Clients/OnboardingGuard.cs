namespace AgentKit.Server.Clients;

/// <summary>Asks whether the conditions of a transition hold.</summary>
internal sealed class OnboardingGuard(IEnumerable<IOnboardingConditionCheck> checks)
{
    /// <summary>The conditions that don't hold, all of them.</summary>
    public async Task<IReadOnlyList<UnmetCondition>> UnmetAsync(ClientProfile client, OnboardingTransition transition, CancellationToken cancellationToken)
    {
        var unmet = new List<UnmetCondition>();
        foreach (var condition in transition.Conditions)
        {
            if (await DetailAsync(client, condition, cancellationToken) is { } detail)
                unmet.Add(new UnmetCondition(condition, detail));
        }

        return unmet;
    }

    private async Task<string?> DetailAsync(ClientProfile client, OnboardingCondition condition, CancellationToken cancellationToken)
    {
        if (condition == OnboardingCondition.CompleteProfile)
            return ProfileCompleteness.Missing(client.Contacts, client.Brand) is { Count: > 0 } missing ? $"The profile lacks {string.Join(", ", missing)}." : null;

        // Nobody who could tell: it doesn't hold.
        var holds = checks.FirstOrDefault(x => x.Condition == condition) is { } check && await check.HoldsAsync(client, cancellationToken);
        return holds ? null : condition switch
        {
            OnboardingCondition.CleanFile => "Upload a file, and wait until it is checked.",
            OnboardingCondition.ConnectedPlatform => "Connect a platform.",
            _ => $"{condition} doesn't hold.",
        };
    }
}
