namespace AgentKit.Server.Clients;

/// <summary>The steps that a client's onboarding took.</summary>
/// <param name="Items">The steps, oldest first.</param>
internal sealed record TransitionList(IReadOnlyList<TransitionRecord> Items);
