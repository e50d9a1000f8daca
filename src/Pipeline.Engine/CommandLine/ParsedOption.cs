using Pipeline.Engine.Parameters;

namespace Pipeline.Engine.CommandLine;

/// <summary>An option with the values that belong to it.</summary>
/// <param name="Spec">The parameter it names.</param>
/// <param name="Spelling">The name as typed, dashes included.</param>
/// <param name="Values">Its values; none for a switch, or where a value may be left out.</param>
public sealed record ParsedOption(ParameterSpec Spec, string Spelling, IReadOnlyList<string> Values);
