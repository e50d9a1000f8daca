using Xunit.Abstractions;
using Xunit.Sdk;

namespace Pipeline.Embedded.MongoDB.Tests.Specifications;

/// <summary>xunit 2 skips a theory or nothing of it; this one skips rows, each for its own reason.</summary>
public sealed class SpecificationDiscoverer(IMessageSink diagnostics) : TheoryDiscoverer(diagnostics)
{
    protected override IEnumerable<IXunitTestCase> CreateTestCasesForDataRow(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute, object[] dataRow)
    {
        var test = SpecificationSource.Cases[(string)dataRow[0]];
        var reason = test.NotApplicableTo(SpecificationSource.Facts) is { } unmet ? $"not applicable: {unmet}" : SpecificationSkips.ReasonFor(test);
        return reason is null
            ? base.CreateTestCasesForDataRow(discoveryOptions, testMethod, theoryAttribute, dataRow)
            : CreateTestCasesForSkippedDataRow(discoveryOptions, testMethod, theoryAttribute, dataRow, reason);
    }
}
