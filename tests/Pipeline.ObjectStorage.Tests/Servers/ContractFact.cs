using Xunit.Abstractions;
using Xunit.Sdk;

namespace Pipeline.ObjectStorage.Tests.Servers;

/// <summary>The server that a contract's class runs against. Where it isn't installed, its tests are skipped with the command that installs it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresServerAttribute(string server) : Attribute
{
    public const string RadosGateway = "radosgw";
    public const string Azurite = "azurite";

    public string Server { get; } = server;

    public static string? Skipped(ITypeInfo type)
    {
        var server = type.GetCustomAttributes(typeof(RequiresServerAttribute)).FirstOrDefault()?.GetConstructorArguments().First() as string;
        return server switch
        {
            RadosGateway => Pipeline.Tests.RadosGatewayServer.Skipped,
            Azurite => Pipeline.Tests.AzuriteServer.Skipped,
            _ => null,
        };
    }
}

/// <summary>A fact of a contract: whether it is skipped is up to the class that inherits it.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Pipeline.ObjectStorage.Tests.Servers.ContractFactDiscoverer", "Pipeline.ObjectStorage.Tests")]
public sealed class ContractFactAttribute : FactAttribute;

/// <summary>A theory of a contract.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Pipeline.ObjectStorage.Tests.Servers.ContractTheoryDiscoverer", "Pipeline.ObjectStorage.Tests")]
public sealed class ContractTheoryAttribute : TheoryAttribute;

public sealed class ContractFactDiscoverer(IMessageSink diagnosticMessageSink) : FactDiscoverer(diagnosticMessageSink)
{
    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        RequiresServerAttribute.Skipped(testMethod.TestClass.Class) is { } reason
            ? [new XunitSkippedDataRowTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod, reason)]
            : base.Discover(discoveryOptions, testMethod, factAttribute);
}

public sealed class ContractTheoryDiscoverer(IMessageSink diagnosticMessageSink) : TheoryDiscoverer(diagnosticMessageSink)
{
    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute) =>
        RequiresServerAttribute.Skipped(testMethod.TestClass.Class) is { } reason
            ? [new XunitSkippedDataRowTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod, reason)]
            : base.Discover(discoveryOptions, testMethod, theoryAttribute);
}
