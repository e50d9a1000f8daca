using Pipeline.Secrets;
using Pipeline.Secrets.Caching;

namespace AgentKit.Server.Secrets;

/// <summary>The versions of secrets whose values the settings were made of, one for each secret whatever refers to it.</summary>
internal sealed class HeldSecrets(ProductionSecretsManager secrets)
{
    private readonly Dictionary<SecretName, SecretVersion> versions = [];

    public SecretVersion this[SecretName name] => versions[name];

    /// <summary>The value that a reference means.</summary>
    public async Task<Secret> ResolveAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        if (!versions.TryGetValue(reference.Name, out var version))
            versions[reference.Name] = version = await secrets.GetAsync(reference.Name, cancellationToken);
        return reference.Pick(version.Value);
    }

    /// <summary>Hands over what comes after the version that is held.</summary>
    public IDisposable OnChange(SecretName name, Func<SecretVersion, CancellationToken, Task> take) => secrets.OnChange(versions[name], take);

    /// <summary>Hands over what comes after the version that is held, to who takes it at once.</summary>
    public IDisposable OnChange(SecretName name, Action<SecretVersion> take) => OnChange(name, (next, _) =>
    {
        take(next);
        return Task.CompletedTask;
    });

    /// <summary>Reports the version as in use to the process's end.</summary>
    public IDisposable Hold(SecretName name) => secrets.Hold(versions[name]);
}
