using System.Collections.Frozen;
using Pipeline.Kubernetes.Validating;

namespace Pipeline.Kubernetes.Policies;

/// <summary>Every rule that manifests are held against.</summary>
public static class RuleCatalogue
{
    internal static IReadOnlyList<Policy> Policies { get; } =
    [
        .. PodSecurityBaseline.All, .. PodSecurityRestricted.All, .. RolloutPolicies.All, .. AvailabilityPolicies.All, .. ResourcePolicies.All,
        .. NetworkPolicies.All, .. AccessPolicies.All, .. JobPolicies.All, .. SecretPolicies.All, .. HygienePolicies.All,
    ];

    /// <summary>In the order of their ids.</summary>
    public static IReadOnlyList<Rule> All { get; } = [.. ValidityRules.All.Concat(Policies.Select(x => x.Rule)).Concat(WaiverRules.All).OrderBy(x => x.Id, StringComparer.Ordinal)];

    private static readonly FrozenDictionary<string, Rule> ById = All.ToFrozenDictionary(x => x.Id, StringComparer.Ordinal);

    /// <summary>The rule with an id, as <c>K8S116</c>; null where there is none.</summary>
    public static Rule? Find(string id) => ById.GetValueOrDefault(id);
}
