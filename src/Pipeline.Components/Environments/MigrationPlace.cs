using System.Text.Json.Serialization;

namespace Pipeline.Components.Environments;

/// <summary>Where a database's migrations run.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MigrationPlace>))]
public enum MigrationPlace
{
    /// <summary>On the machine that runs the build, as a program of its own. It must reach the database, and hold its password.</summary>
    BuildMachine,

    /// <summary>In the environment's cluster, as Jobs of the ops image. The build reaches the cluster only; the password stays there.</summary>
    Cluster,
}
