namespace Pipeline.Kubernetes.Validating;

/// <summary>The rules of what the API server takes and what can work at all.</summary>
internal static class ValidityRules
{
    private const string Api = "https://kubernetes.io/docs/reference/kubernetes-api/";

    public static readonly Rule UnknownField = Refused("K8S001", "unknown-field", "Every field is one that the kind has",
        "A misspelt field is dropped or refused by the API server: the setting that was meant isn't there.", "Correct the name; the message says the nearest one.", Api);

    public static readonly Rule WrongType = Refused("K8S002", "wrong-type", "Every value has its field's type",
        "The API server refuses the object.", "Write the type that the message names; a number or truth value where a text is meant stands in quotes.", Api);

    public static readonly Rule MissingField = Refused("K8S003", "missing-field", "Required fields are there",
        "The API server refuses the object.", "Add the field.", Api);

    public static readonly Rule BadValue = Refused("K8S004", "bad-value", "Values are in their field's form and range",
        "The API server refuses a quantity, port, schedule, address or name that isn't one.", "Write the form that the message names.", Api);

    public static readonly Rule NotValidated = new()
    {
        Id = "K8S005", Name = "not-validated", Title = "Objects whose fields nobody checked are named", Area = RuleArea.Validity, Severity = FindingSeverity.Note,
        Reason = "A custom resource can be checked only against the schema of its CustomResourceDefinition; without it, a misspelt field passes unseen.",
        Fix = "Give the CustomResourceDefinition: among the manifests, or as a schema file of the validation.",
        Link = new("https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/"),
    };

    public static readonly Rule RemovedVersion = Refused("K8S006", "removed-api-version", "API versions are served by the cluster",
        "The API server doesn't know the version any more: nothing of the object can be applied.", "Use the version that the message names.", "https://kubernetes.io/docs/reference/using-api/deprecation-guide/");

    public static readonly Rule DeprecatedVersion = new()
    {
        Id = "K8S007", Name = "deprecated-api-version", Title = "API versions aren't on their way out", Area = RuleArea.Validity, Severity = FindingSeverity.Warning,
        Reason = "A later Kubernetes no longer serves the version, and the upgrade of the cluster then breaks the delivery.",
        Fix = "Use the version that the message names.", Link = new("https://kubernetes.io/docs/reference/using-api/deprecation-guide/"),
    };

    public static readonly Rule UnknownKind = Refused("K8S008", "unknown-kind", "Kinds of Kubernetes' own groups exist",
        "The API server has no such kind in this version.", "Correct apiVersion or kind; the message says where the kind is.", Api);

    public static readonly Rule BadName = Refused("K8S009", "bad-name", "Names are in the form that their kind asks for",
        "The API server refuses the name.", "Lower-case letters, digits and -, beginning and ending with a letter or digit.", "https://kubernetes.io/docs/concepts/overview/working-with-objects/names/");

    public static readonly Rule BadLabel = Refused("K8S010", "bad-label", "Labels and annotations are in their form",
        "The API server refuses the key or the value; annotations have 256 KiB together.", "Shorten it, or use the characters that the message names; a number or truth value stands in quotes.", "https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set");

    public static readonly Rule Duplicate = Refused("K8S011", "duplicate-entry", "Names in a list are there once",
        "Server-side apply refuses a list with one key twice; applied in another way, the last one silently wins.", "Remove one, or rename it.", Api);

    public static readonly Rule SelectorMismatch = Refused("K8S012", "selector-mismatch", "A workload's selector matches its own pods",
        "The API server refuses a workload whose pods it could never find.", "Give the template the labels that the selector asks for.", "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector");

    public static readonly Rule SelectsNothing = Broken("K8S013", "selects-nothing", "What selects pods finds some",
        "A Service without pods answers nobody; a budget, a policy or an autoscaler without them protects nothing.", "Correct the selector or the target; pods that come from elsewhere are declared with the annotation pipeline/external: Pod.", "https://kubernetes.io/docs/concepts/services-networking/service/");

    public static readonly Rule MissingReference = Broken("K8S014", "missing-reference", "What is referred to exists",
        "A pod whose ConfigMap, Secret, key or claim isn't there doesn't start; a probe, Service or Ingress whose port or Service isn't there fails.", "Add it, correct the name, or declare that it comes from elsewhere: the annotation pipeline/external: Secret/name, or the validation's list of external objects.", "https://kubernetes.io/docs/concepts/configuration/configmap/");

    public static readonly Rule DuplicateObject = Refused("K8S015", "duplicate-object", "An object is there once",
        "Of two objects with one name the one that is applied last wins, and each delivery changes it twice.", "Remove one, or rename it.", Api);

    public static readonly Rule MixedNamespaces = new()
    {
        Id = "K8S016", Name = "mixed-namespaces", Title = "Objects say their namespace, all the same one", Area = RuleArea.Validity, Severity = FindingSeverity.Warning,
        Reason = "An object without a namespace goes wherever the caller's context points; pruning and rollback keep to one namespace.",
        Fix = "Set namespace in the overlay's kustomization.", Link = new("https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/"),
    };

    public static readonly Rule Contradiction = Refused("K8S017", "contradiction", "Fields don't contradict each other",
        "The API server refuses the combination, or one of the fields has no effect.", "Take one of them out, as the message says.", Api);

    public static readonly Rule TooLarge = Refused("K8S018", "too-large", "Objects fit into etcd",
        "ConfigMaps and Secrets hold 1 MiB; any object must stay below etcd's 1.5 MiB.", "Split it, or keep the content elsewhere: an image, a volume, an object store.", "https://kubernetes.io/docs/concepts/configuration/configmap/#motivation");

    public static IReadOnlyList<Rule> All { get; } =
    [
        UnknownField, WrongType, MissingField, BadValue, NotValidated, RemovedVersion, DeprecatedVersion, UnknownKind, BadName, BadLabel, Duplicate,
        SelectorMismatch, SelectsNothing, MissingReference, DuplicateObject, MixedNamespaces, Contradiction, TooLarge,
    ];

    private static Rule Refused(string id, string name, string title, string reason, string fix, string link) => Broken(id, name, title, reason, fix, link) with { IsWaivable = false };

    private static Rule Broken(string id, string name, string title, string reason, string fix, string link) => new()
    {
        Id = id, Name = name, Title = title, Area = RuleArea.Validity, Severity = FindingSeverity.Error, Reason = reason, Fix = fix, Link = new(link),
    };
}
