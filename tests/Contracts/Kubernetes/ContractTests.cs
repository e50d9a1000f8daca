using Xunit.Abstractions;

namespace Pipeline.Contracts.Kubernetes;

/// <summary>All contracts, held by the cluster that a project has: its <c>ClusterUnderTest</c>, one for all of them.</summary>
[CollectionDefinition(Name)]
public sealed class ContractTests : ICollectionFixture<ClusterUnderTest>
{
    public const string Name = "Kubernetes contracts";
}

[Collection(ContractTests.Name)]
public sealed class AccessContractTests(ClusterUnderTest cluster, ITestOutputHelper output) : AccessContract(cluster, output);

[Collection(ContractTests.Name)]
public sealed class ApplyContractTests(ClusterUnderTest cluster, ITestOutputHelper output) : ApplyContract(cluster, output);

[Collection(ContractTests.Name)]
public sealed class CheckContractTests(ClusterUnderTest cluster, ITestOutputHelper output) : CheckContract(cluster, output);

[Collection(ContractTests.Name)]
public sealed class JobContractTests(ClusterUnderTest cluster, ITestOutputHelper output) : JobContract(cluster, output);

[Collection(ContractTests.Name)]
public sealed class LockContractTests(ClusterUnderTest cluster, ITestOutputHelper output) : LockContract(cluster, output);

[Collection(ContractTests.Name)]
public sealed class NoteContractTests(ClusterUnderTest cluster, ITestOutputHelper output) : NoteContract(cluster, output);

[Collection(ContractTests.Name)]
public sealed class OwnershipContractTests(ClusterUnderTest cluster, ITestOutputHelper output) : OwnershipContract(cluster, output);

[Collection(ContractTests.Name)]
public sealed class PlanContractTests(ClusterUnderTest cluster, ITestOutputHelper output) : PlanContract(cluster, output);

[Collection(ContractTests.Name)]
public sealed class PruneContractTests(ClusterUnderTest cluster, ITestOutputHelper output) : PruneContract(cluster, output);

[Collection(ContractTests.Name)]
public sealed class RollbackContractTests(ClusterUnderTest cluster, ITestOutputHelper output) : RollbackContract(cluster, output);

[Collection(ContractTests.Name)]
public sealed class RolloutContractTests(ClusterUnderTest cluster, ITestOutputHelper output) : RolloutContract(cluster, output);

[Collection(ContractTests.Name)]
public sealed class WaitContractTests(ClusterUnderTest cluster, ITestOutputHelper output) : WaitContract(cluster, output);
