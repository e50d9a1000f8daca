using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Validating.Checks;
using Pipeline.Kubernetes.Validating.Schemas;

namespace Pipeline.Kubernetes.Validating;

/// <summary>Checks rendered objects before a cluster sees them: whether it would take them, and whether they fit each other.</summary>
public static class ManifestValidator
{
    /// <summary>
    /// All findings, in the objects' order, those about several objects last; none means that nothing was found by these rules.
    /// Whether the manifests are also what one wants to run is asked by <c>Policies</c>.
    /// </summary>
    public static IReadOnlyList<Finding> Validate(ValidationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return [.. Check(new ManifestSet(request.Manifests.Objects), request).Select(x => x.ToFinding())];
    }

    internal static IEnumerable<Hit> Check(ManifestSet set, ValidationRequest request)
    {
        var schemas = request.Schemas.With(set.Objects);
        var external = new ExternalObjects(request.External);
        var references = new ReferenceCheck(set, external);
        var podReferences = new PodReferenceCheck(set, external);
        foreach (var item in set.Objects)
        {
            var workload = set.WorkloadOf(item);
            var hasSchema = BuiltInKinds.Find(item.ApiVersion, item.Kind) is not null;
            IEnumerable<Hit> hits =
            [
                .. KindCheck.Check(item, request.Version, schemas), .. NameCheck.Check(item, request.Version), .. LabelCheck.Check(item, workload, hasSchema),
                .. DuplicateCheck.Check(item), .. ContradictionCheck.Check(item), .. SetCheck.Size(item), .. references.Check(item),
            ];
            if (workload is not null)
                hits = [.. hits, .. DuplicateCheck.Check(workload), .. PodContradictionCheck.Check(workload), .. podReferences.Check(workload)];
            foreach (var hit in hits)
                yield return hit;
        }

        foreach (var hit in SelectionCheck.Check(set, external).Concat(SetCheck.Check(set, schemas)))
            yield return hit;
    }
}
