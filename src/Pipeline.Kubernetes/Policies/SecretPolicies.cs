using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Validating;
using static Pipeline.Kubernetes.Policies.Offence;

namespace Pipeline.Kubernetes.Policies;

/// <summary>Secrets that stand where anybody with the repository or the namespace reads them. No message shows one.</summary>
internal static class SecretPolicies
{
    private const string Practices = "https://kubernetes.io/docs/concepts/security/secrets-good-practices/";

    private static readonly RuleDraft Rules = new(RuleArea.Secrets);

    public static IReadOnlyList<Policy> All { get; } =
    [
        Policy.EachContainer(Rules.Error("K8S701", "secret-in-env", "No secret in a variable's value",
            "The manifest, every diff and kubectl describe show it.", "Use valueFrom.secretKeyRef, or better a mounted Secret; and give out a new secret: this one is known.", Practices),
            (_, x) => x.Body.Maps("env").Where(y => SecretText.Find(y.Text("name"), y.Text("value")) is not null).Select(y => At(y.At("value"), $"{x}: '{y.Text("name")}' holds {SecretText.Find(y.Text("name"), y.Text("value"))}."))),

        Policy.Each(Rules.Error("K8S702", "secret-in-config-map", "No secret in a ConfigMap",
            "Who reads settings needn't read secrets, and a ConfigMap isn't encrypted at rest.", "Put it into a Secret, made by a secrets manager; and give out a new one: this one is known.", Practices),
            "ConfigMap", (x, _) => x.Body.At("data").Texts().Select(y => (y.Key, What: SecretText.FindInText(y.Key, y.Value))).Where(y => y.What is not null).Select(y => Missing(x.Body.At("data"), y.Key, $"holds {y.What}."))),

        Policy.Each(Rules.Warning("K8S703", "secret-in-manifests", "Secrets aren't in the manifests",
            "base64 is no encryption: whoever has the repository has the secret.", "Let a secrets manager make it (External Secrets, Vault), and declare it with the annotation pipeline/external.", Practices),
            "Secret", (x, _) => new[] { "data", "stringData" }.SelectMany(y => x.Body.At(y).Texts().Where(z => z.Value.Length > 0).Take(1).Select(_ => At(x.Body.At(y), "the content stands in the manifest.")))),

        Policy.EachContainer(Rules.Error("K8S704", "secret-in-arguments", "No secret on a command line",
            "Besides the manifest, the process list shows it.", "Use a variable from a Secret, or a mounted file; and give out a new one: this one is known.", Practices),
            (_, x) => x.Body.List("command").Concat(x.Body.List("args")).Where(y => SecretText.FindInArgument(y.AsText() ?? "") is not null).Select(y => At(y, $"{x} is given {SecretText.FindInArgument(y.AsText()!)}."))),

        Policy.EachObject(Rules.Error("K8S705", "secret-in-annotation", "No secret in an annotation",
            "Annotations are read by whoever reads the object.", "Put it into a Secret; and give out a new one: this one is known.", Practices),
            x => x.Body.At("metadata", "annotations").Texts().Select(y => (y.Key, What: SecretText.FindToken(y.Value))).Where(y => y.What is not null).Select(y => Missing(x.Body.At("metadata", "annotations"), y.Key, $"holds {y.What}."))),
    ];
}
