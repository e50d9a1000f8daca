namespace Pipeline.Components.Rehearsal;

/// <summary>Rehearsals have an embedded Kubernetes cluster, which runs pods as processes of this machine. Targets start it where none runs, and leave it running.</summary>
public interface IRehearseCluster : IRehearse
{
    /// <summary>The images that it knows, by their names without tag and digest.</summary>
    IReadOnlyList<string> RehearsalImages { get; }
}
