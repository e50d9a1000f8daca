namespace Pipeline.Contracts.Kubernetes;

/// <summary>A cluster that is held to the contracts: each project that links them has one.</summary>
public interface IClusterUnderTest
{
    /// <summary>What it is, as the tests print it: "embedded", "rancher/k3s:v1.37 in a container", "PIPELINE_TEST_KUBECONFIG".</summary>
    string Description { get; }

    /// <summary>The administrator's kubeconfig.</summary>
    string KubeconfigPath { get; }

    /// <summary>An image that has <c>sh</c> and <c>sleep</c>.</summary>
    string ShellImage { get; }
}
