using Pipeline.Configuration.Describing;

namespace Pipeline.Configuration.Generating;

/// <summary>The keys of ConfigMap and Secret that the manifests need.</summary>
internal static class ManifestKeys
{
    /// <summary>What has a default that fits everywhere. What must be set in some environment is for its overlay to say.</summary>
    public static string ConfigMap(ConfigurationDescription description, GenerationOptions options) => TextLines.Join(
    [
        .. TextLines.Comment($"The defaults of {description.Service}, so that what is in force can be read in the cluster. Written by {options.Command}; an overlay sets what differs."),
        .. description.Settings
            .Where(x => x is { IsSecret: false, Default.Length: > 0, RequiredIn: [] } && !options.LeftOut.ContainsKey(x.Name))
            .Select(x => $"{x.Name}={x.Default}"),
    ]);

    public static string SecretComponent(GenerationOptions options) => TextLines.Join(
    [
        .. TextLines.Comment($"The service's secrets as environment variables, from a Secret {options.SecretName} that somebody else makes: for clusters without a secret store. Written by {options.Command}."),
        .. TextLines.Comment("A changed Secret reaches a pod only when it is started anew; a secret store, or a mounted Secret (SECRET_STORE=file:///…), is better."),
        "apiVersion: kustomize.config.k8s.io/v1alpha1",
        "kind: Component",
        "patches:",
        "  - path: deployment.yaml",
    ]);

    public static string SecretVariables(ConfigurationDescription description, GenerationOptions options)
    {
        List<string> lines =
        [
            $"# Written by {options.Command}.",
            "apiVersion: apps/v1",
            "kind: Deployment",
            "metadata:",
            $"  name: {options.Workload}",
            "  annotations:",
            $"    pipeline/external: Secret/{options.SecretName}",
            "spec:",
            "  template:",
            "    spec:",
            "      containers:",
            $"        - name: {options.Container}",
        ];
        var secrets = description.Settings.Where(x => x.IsSecret && !options.LeftOut.ContainsKey(x.Name)).ToList();
        if (secrets.Count > 0)
            lines.Add("          env:");
        foreach (var setting in secrets)
        {
            lines.AddRange(
            [
                .. TextLines.Comment(setting.RequiredIn.Count == 0 ? setting.Description : $"{setting.Description} Required in {string.Join(", ", setting.RequiredIn)}.").Select(x => $"            {x}"),
                $"            - name: {setting.Name}",
                "              valueFrom:",
                "                secretKeyRef:",
                $"                  name: {options.SecretName}",
                $"                  key: {setting.Name}",
                .. setting.RequiredIn.Count == 0 ? ["                  optional: true"] : Array.Empty<string>(),
            ]);
        }

        return TextLines.Join(lines);
    }
}
