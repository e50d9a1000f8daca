namespace Pipeline.Kubernetes.Planning;

/// <summary>A field that somebody else owns and the set gives another value.</summary>
/// <param name="Reference">The object.</param>
/// <param name="Field">The field, as the server names it: <c>.spec.replicas</c>.</param>
/// <param name="Manager">Who owns it: <c>kubectl-client-side-apply</c>.</param>
public sealed record FieldConflict(ObjectReference Reference, string Field, string Manager);
