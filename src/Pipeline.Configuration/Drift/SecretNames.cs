using Pipeline.Secrets;

namespace Pipeline.Configuration.Drift;

/// <summary>What the secret store of an environment has. Names only: no value is read.</summary>
/// <param name="Store">Which store, as it may be shown.</param>
/// <param name="Overlay">The overlay that refers to it: <c>k8s/overlays/production</c>.</param>
/// <param name="Names">The names.</param>
public sealed record SecretNames(string Store, string Overlay, IReadOnlyCollection<SecretName> Names);
