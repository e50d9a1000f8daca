using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Validating;

namespace Pipeline.Kubernetes.Policies;

/// <summary>A rule with the way to find what breaks it.</summary>
internal sealed class Policy
{
    private readonly Func<PolicyContext, IEnumerable<Hit>> find;

    private Policy(Rule rule, Func<PolicyContext, IEnumerable<Hit>> find)
    {
        Rule = rule;
        this.find = find;
    }

    public Rule Rule { get; }

    public IEnumerable<Hit> Find(PolicyContext context) => find(context);

    /// <summary>Looks at each pod, or template of pods.</summary>
    public static Policy EachPod(Rule rule, Func<Workload, IEnumerable<Offence>> check) => EachPod(rule, (x, _) => check(x));

    /// <summary>Looks at each pod, or template of pods, among the other objects.</summary>
    public static Policy EachPod(Rule rule, Func<Workload, PolicyContext, IEnumerable<Offence>> check) =>
        new(rule, context => context.Set.Workloads.SelectMany(x => check(x, context).Select(y => ToHit(rule, x.Item, y))));

    /// <summary>Looks at each container, init and ephemeral ones too.</summary>
    public static Policy EachContainer(Rule rule, Func<Workload, Container, IEnumerable<Offence>> check) =>
        EachPod(rule, x => x.Containers.SelectMany(y => check(x, y)));

    /// <summary>Looks at each object of a kind.</summary>
    public static Policy Each(Rule rule, string kind, Func<ManifestObject, PolicyContext, IEnumerable<Offence>> check) =>
        new(rule, context => context.Set.OfKind(kind).SelectMany(x => check(x, context).Select(y => ToHit(rule, x, y))));

    /// <summary>Looks at each object.</summary>
    public static Policy EachObject(Rule rule, Func<ManifestObject, IEnumerable<Offence>> check) =>
        new(rule, context => context.Set.Objects.SelectMany(x => check(x).Select(y => ToHit(rule, x, y))));

    private static Hit ToHit(Rule rule, ManifestObject item, Offence offence) =>
        offence.Field is { } field ? Hit.At(rule, item, offence.Node, field, offence.Message) : Hit.At(rule, item, offence.Node, offence.Message);
}
