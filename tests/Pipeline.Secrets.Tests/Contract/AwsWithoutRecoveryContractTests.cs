namespace Pipeline.Secrets.Tests.Contract;

public sealed class AwsWithoutRecoveryContractTests : AwsContractTests
{
    protected override string Parameters => "&recovery-days=0";
}
