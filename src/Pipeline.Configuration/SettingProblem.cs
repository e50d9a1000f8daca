namespace Pipeline.Configuration;

/// <summary>What a check found.</summary>
/// <param name="Property">The property, as <c>nameof</c> gives it; the message shows its variable.</param>
/// <param name="Message">What is wrong and what would be right, as it follows the variable's name: <c>is longer than AGENTKIT_SHUTDOWN_TIMEOUT; it must be shorter.</c> Never a secret's value.</param>
public sealed record SettingProblem(string Property, string Message);
