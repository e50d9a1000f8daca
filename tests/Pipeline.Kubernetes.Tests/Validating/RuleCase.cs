namespace Pipeline.Kubernetes.Tests.Validating;

/// <summary>Manifests that break a rule, and the nearest that don't.</summary>
internal sealed record RuleCase(string Rule, string Fires, string Quiet, string Says);
