namespace Pipeline.Engine.Targets;

/// <summary>A condition with the words that explain a skip.</summary>
/// <param name="Text">The condition as written, e.g. <c>IsServerBuild</c>.</param>
/// <param name="IsMet">Decides it.</param>
public sealed record TargetCondition(string Text, Func<bool> IsMet);
