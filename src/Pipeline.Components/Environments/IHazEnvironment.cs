using Nuke.Common;

namespace Pipeline.Components.Environments;

/// <summary>The build works on an environment: <c>--environment staging</c> reads <c>.nuke/parameters.staging.json</c>, which names everything about it.</summary>
public interface IHazEnvironment : INukeBuild
{
    /// <summary>The environment. Default <c>rehearsal</c>: embedded parts on this machine, with their state under <c>.nuke/temp</c>.</summary>
    [EnvironmentName("Environment to work on: its .nuke/parameters.NAME.json names all about it.")]
    string Environment => TryGetValue(() => Environment) ?? EnvironmentNameAttribute.Rehearsal;

    /// <summary>The environment's database; null in a rehearsal, which has an embedded one.</summary>
    [EnvironmentEntry("Database: Uri (without credentials), Name, UserName, Password (secret://…) or PasswordVariable, AdminUserName, AdminPassword (secret://…).")]
    DatabaseSettings? Database => TryGetValue(() => Database);

    /// <summary>The environment's cluster; null in a rehearsal, which has an embedded one.</summary>
    [EnvironmentEntry("Cluster: Context, Uid, Namespace, Kubeconfig (default ~/.kube/config), InCluster.")]
    ClusterSettings? Cluster => TryGetValue(() => Cluster);

    /// <summary>The environment's secret store, as an address without credentials; null in a rehearsal, which has an encrypted file.</summary>
    [EnvironmentEntry("Secret store: vault://host:8200/mount?auth=…, awssm://REGION, file:///DIRECTORY, env:, encrypted:FILE.")]
    string? SecretStore => TryGetValue(() => SecretStore);

    /// <summary>Whether it is a rehearsal.</summary>
    sealed bool IsRehearsal => Environment.Equals(EnvironmentNameAttribute.Rehearsal, StringComparison.OrdinalIgnoreCase);
}
