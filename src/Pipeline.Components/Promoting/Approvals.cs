namespace Pipeline.Components.Promoting;

/// <summary>Who approved a promotion.</summary>
/// <param name="By">Logins, each once, without who started it.</param>
/// <param name="Unknown">Why nothing is known, as a part of a sentence; null where something is.</param>
internal sealed record Approvals(IReadOnlyList<string> By, string? Unknown);
