namespace Pipeline.Secrets.Rotation;

/// <summary>A step that was done, or how far it is. It never holds a value.</summary>
/// <param name="Step">The step.</param>
/// <param name="Message">A sentence.</param>
public sealed record RotationProgress(RotationStep Step, string Message);
