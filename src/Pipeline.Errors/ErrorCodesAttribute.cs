namespace Pipeline.Errors;

/// <summary>Marks a static class whose <see cref="ErrorCode"/> fields or properties belong in <c>docs/TROUBLESHOOTING.md</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ErrorCodesAttribute : Attribute;
