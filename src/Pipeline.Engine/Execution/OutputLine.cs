namespace Pipeline.Engine.Execution;

/// <summary>One line that a target or the engine wrote; secrets are already masked.</summary>
/// <param name="Time">When.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="Text">The line, without a line break at its end. May hold ANSI colours that a tool wrote.</param>
public readonly record struct OutputLine(DateTimeOffset Time, OutputLevel Level, string Text);
