using System.Text;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Running.Variables;

/// <summary>Puts a container's environment together: the image's variables, the Services', <c>envFrom</c>, <c>env</c>, later ones over earlier ones. Nothing of this machine's environment is in it.</summary>
internal sealed class ContainerEnvironment(IClusterObjects objects)
{
    /// <exception cref="ConfigurationProblem">A ConfigMap, Secret or key isn't there.</exception>
    public async Task<Dictionary<string, string>> BuildAsync(V1Pod pod, V1Container container, EnvironmentBase given, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, string>(given.Image);
        foreach (var (name, value) in given.Services)
            variables[name] = value;
        variables["HOSTNAME"] = string.IsNullOrEmpty(pod.Spec.Hostname) ? pod.Metadata.Name : pod.Spec.Hostname;
        foreach (var source in container.EnvFrom ?? [])
            await AddAllAsync(variables, pod, source, cancellationToken);

        // What $(NAME) may stand for: what the pod itself has set before, and the Services.
        foreach (var variable in container.Env ?? [])
        {
            if (variable.ValueFrom is null)
                variables[variable.Name] = VariableExpansion.Expand(variable.Value ?? "", variables);
            else if (await FromAsync(pod, container, variable.ValueFrom, given.PodIP, cancellationToken) is { } value)
                variables[variable.Name] = value;
        }

        return variables;
    }

    private async Task AddAllAsync(Dictionary<string, string> variables, V1Pod pod, V1EnvFromSource source, CancellationToken cancellationToken)
    {
        var namespaceName = pod.Metadata.NamespaceProperty;
        IEnumerable<KeyValuePair<string, string>> found = [];
        if (source.ConfigMapRef is { } map)
        {
            var value = await objects.GetAsync<V1ConfigMap>(namespaceName, map.Name, cancellationToken);
            if (value is null && map.Optional != true)
                throw new ConfigurationProblem($"configmap \"{map.Name}\" not found");
            found = value?.Data ?? found;
        }
        else if (source.SecretRef is { } secret)
        {
            var value = await objects.GetAsync<V1Secret>(namespaceName, secret.Name, cancellationToken);
            if (value is null && secret.Optional != true)
                throw new ConfigurationProblem($"secret \"{secret.Name}\" not found");
            found = value?.Data?.Select(x => KeyValuePair.Create(x.Key, Encoding.UTF8.GetString(x.Value))) ?? found;
        }

        foreach (var (key, value) in found)
            variables[$"{source.Prefix}{key}"] = value;
    }

    private async Task<string?> FromAsync(V1Pod pod, V1Container container, V1EnvVarSource source, string podIP, CancellationToken cancellationToken)
    {
        var namespaceName = pod.Metadata.NamespaceProperty;
        if (source.FieldRef is { } field)
            return FieldReferences.Field(pod, field.FieldPath, podIP) ?? throw new ConfigurationProblem($"unsupported fieldPath: {field.FieldPath}");
        if (source.ResourceFieldRef is { } resource)
            return FieldReferences.Resource(pod, resource, container.Name) ?? throw new ConfigurationProblem($"unsupported container resource: {resource.Resource}");
        if (source.ConfigMapKeyRef is { } map)
        {
            var value = await objects.GetAsync<V1ConfigMap>(namespaceName, map.Name, cancellationToken);
            return value is null
                ? map.Optional == true ? null : throw new ConfigurationProblem($"configmap \"{map.Name}\" not found")
                : value.Data?.TryGetValue(map.Key, out var text) == true ? text : map.Optional == true ? null : throw new ConfigurationProblem($"couldn't find key {map.Key} in ConfigMap {namespaceName}/{map.Name}");
        }

        if (source.SecretKeyRef is { } secret)
        {
            var value = await objects.GetAsync<V1Secret>(namespaceName, secret.Name, cancellationToken);
            return value is null
                ? secret.Optional == true ? null : throw new ConfigurationProblem($"secret \"{secret.Name}\" not found")
                : value.Data?.TryGetValue(secret.Key, out var bytes) == true ? Encoding.UTF8.GetString(bytes) : secret.Optional == true ? null : throw new ConfigurationProblem($"couldn't find key {secret.Key} in Secret {namespaceName}/{secret.Name}");
        }

        return null;
    }
}
