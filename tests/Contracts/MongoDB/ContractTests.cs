using Xunit.Abstractions;

namespace Pipeline.Contracts.MongoDB;

/// <summary>All contracts, held by the server that a project has: its <c>ServerUnderTest</c>, one for all of them.</summary>
[CollectionDefinition(Name)]
public sealed class ContractTests : ICollectionFixture<ServerUnderTest>
{
    public const string Name = "MongoDB contracts";
}

[Collection(ContractTests.Name)]
public sealed class AdministrationContractTests(ServerUnderTest server, ITestOutputHelper output) : AdministrationContract(server, output);

[Collection(ContractTests.Name)]
public sealed class AggregationContractTests(ServerUnderTest server, ITestOutputHelper output) : AggregationContract(server, output);

[Collection(ContractTests.Name)]
public sealed class ChangeStreamContractTests(ServerUnderTest server, ITestOutputHelper output) : ChangeStreamContract(server, output);

[Collection(ContractTests.Name)]
public sealed class CrudContractTests(ServerUnderTest server, ITestOutputHelper output) : CrudContract(server, output);

[Collection(ContractTests.Name)]
public sealed class ErrorContractTests(ServerUnderTest server, ITestOutputHelper output) : ErrorContract(server, output);

[Collection(ContractTests.Name)]
public sealed class IndexContractTests(ServerUnderTest server, ITestOutputHelper output) : IndexContract(server, output);

[Collection(ContractTests.Name)]
public sealed class LeaseContractTests(ServerUnderTest server, ITestOutputHelper output) : LeaseContract(server, output);

[Collection(ContractTests.Name)]
public sealed class OplogContractTests(ServerUnderTest server, ITestOutputHelper output) : OplogContract(server, output);

[Collection(ContractTests.Name)]
public sealed class TransactionContractTests(ServerUnderTest server, ITestOutputHelper output) : TransactionContract(server, output);

[Collection(ContractTests.Name)]
public sealed class UserContractTests(ServerUnderTest server, ITestOutputHelper output) : UserContract(server, output);

[Collection(ContractTests.Name)]
public sealed class ValidationContractTests(ServerUnderTest server, ITestOutputHelper output) : ValidationContract(server, output);
