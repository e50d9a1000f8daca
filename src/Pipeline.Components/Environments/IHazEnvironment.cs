using Nuke.Common;

namespace Pipeline.Components.Environments;

/// <summary>The build works on an environment: <c>--environment staging</c> reads <c>.nuke/parameters.staging.json</c>, which names everything about it.</summary>
public interface IHazEnvironment : INukeBuild
{
    /// <summary>The environment. Default <c>rehearsal</c>: embedded parts on this machine, with their state under <c>.nuke/temp</c>.</summary>
    [EnvironmentName("Environment to work on: its .nuke/parameters.NAME.json names all about it.")]
    string Environment => TryGetValue(() => Environment) ?? EnvironmentNameAttribute.Rehearsal;

    /// <summary>The environment's database; null in a rehearsal, which has an embedded one.</summary>
    [EnvironmentEntry("Database: Uri (without credentials), Name, UserName, Password (secret://…) or PasswordVariable, MigratedFrom (BuildMachine or Cluster), AdminUserName, AdminPassword (secret://…).")]
    DatabaseSettings? Database => TryGetValue(() => Database);

    /// <summary>The environment's cluster; null in a rehearsal, which has an embedded one.</summary>
    [EnvironmentEntry("Cluster: Context, Uid, Namespace, Kubeconfig (default ~/.kube/config), InCluster.")]
    ClusterSettings? Cluster => TryGetValue(() => Cluster);

    /// <summary>The environment's secret store, as an address without credentials; null in a rehearsal, which has an encrypted file.</summary>
    [EnvironmentEntry("Secret store: vault://host:8200/mount?auth=…, awssm://REGION, file:///DIRECTORY, env:, encrypted:FILE.")]
    string? SecretStore => TryGetValue(() => SecretStore);

    /// <summary>Where the deployed service answers, from outside; null in a rehearsal, whose cluster says it.</summary>
    [EnvironmentEntry("Address of the deployed service, from outside: https://app.staging.example.com.")]
    string? ServiceAddress => TryGetValue(() => ServiceAddress);

    /// <summary>What measures the service; null where nothing does.</summary>
    [EnvironmentEntry("Metrics: Prometheus (its address), BearerToken or UserName and Password (secret://…) where it asks for them, Requests and Failures (queries in which $window is the time since the deployment).")]
    MetricsSettings? Metrics => TryGetValue(() => Metrics);

    /// <summary>Who is told of releases; null for nobody.</summary>
    [EnvironmentEntry("Webhook that is told of releases, in Slack's form: secret://area/name.")]
    string? Webhook => TryGetValue(() => Webhook);

    /// <summary>Whether it is a rehearsal.</summary>
    sealed bool IsRehearsal => Environment.Equals(EnvironmentNameAttribute.Rehearsal, StringComparison.OrdinalIgnoreCase);
}
