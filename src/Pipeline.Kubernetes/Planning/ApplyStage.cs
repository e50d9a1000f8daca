namespace Pipeline.Kubernetes.Planning;

/// <summary>The order in which objects are applied: each stage may need those before it. Objects of one stage are applied together.</summary>
internal enum ApplyStage
{
    Namespaces,
    Definitions,
    Classes,
    Access,
    Configuration,
    Services,
    Workloads,
    Rest,
}
